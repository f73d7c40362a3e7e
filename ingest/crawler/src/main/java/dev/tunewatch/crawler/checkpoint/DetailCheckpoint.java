package dev.tunewatch.crawler.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.crawler.walk.SeenRing;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the detail lane stands in its queue, the release log.
 *
 * @param v version of the form
 * @param positions next offset to read, by partition
 * @param ring digests of what was last published, by release and part
 * @param handled listings looked at, since the first start
 * @param published parts published, since the first start
 * @param missing releases whose hub has no such file or does not show it
 * @param failed files given up
 */
public record DetailCheckpoint(
    int v,
    Map<Integer, Long> positions,
    String ring,
    long handled,
    long published,
    long missing,
    long failed) {

  /** The version of the form. */
  public static final int VERSION = 1;

  /** How many digests are remembered. */
  public static final int RING = 5_000;

  public DetailCheckpoint {
    positions = Collections.unmodifiableMap(new TreeMap<>(positions));
  }

  /** Before the first start. */
  public static DetailCheckpoint fresh() {
    return new DetailCheckpoint(VERSION, Map.of(), "", 0, 0, 0, 0);
  }

  /** The ring, to be changed by the caller. */
  public SeenRing toRing() {
    return SeenRing.decode(ring, RING);
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
  public static DetailCheckpoint decode(byte[] bytes) {
    try {
      DetailCheckpoint read = EventJson.mapper().readValue(bytes, DetailCheckpoint.class);
      if (read.v != VERSION) {
        throw new IllegalArgumentException("version " + read.v + " is not " + VERSION);
      }
      read.toRing();
      return read;
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedCheckpoint("the detail lane's checkpoint cannot be read", unreadable);
    }
  }
}
