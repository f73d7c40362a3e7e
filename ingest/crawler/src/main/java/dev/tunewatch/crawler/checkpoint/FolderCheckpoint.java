package dev.tunewatch.crawler.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the folder lane stands in each file.
 *
 * @param v version of the form
 * @param files by path within the folder
 * @param listed lines read, since the first start
 * @param published parts published, since the first start
 * @param refused lines refused, since the first start
 */
public record FolderCheckpoint(
    int v, Map<String, Place> files, long listed, long published, long refused) {

  /** The version of the form. */
  public static final int VERSION = 1;

  public FolderCheckpoint {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /**
   * A place in a file.
   *
   * @param line lines that were handled
   * @param digest SHA-256 of the unpacked bytes up to there, in hex
   * @param broken whether the file could not be read further, which was told
   */
  public record Place(long line, String digest, boolean broken) {

    /** Before the first line; the digest is that of nothing. */
    public static final Place START =
        new Place(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false);

    /** The same place, which is the end of what can be read. */
    public Place asBroken() {
      return new Place(line, digest, true);
    }
  }

  /** Before the first start. */
  public static FolderCheckpoint fresh() {
    return new FolderCheckpoint(VERSION, Map.of(), 0, 0, 0);
  }

  /** UTF-8 JSON. */
  public byte[] encode() {
    try {
      return EventJson.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedCheckpoint if it is anything else
   */
  public static FolderCheckpoint decode(byte[] bytes) {
    try {
      FolderCheckpoint read = EventJson.mapper().readValue(bytes, FolderCheckpoint.class);
      if (read.v != VERSION) {
        throw new IllegalArgumentException("version " + read.v + " is not " + VERSION);
      }
      return read;
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedCheckpoint("the folder lane's checkpoint cannot be read", unreadable);
    }
  }
}
