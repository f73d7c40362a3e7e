package dev.tunewatch.crawler.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the recheck lane stands in {@code watch.v1}; each watched release has a row of its own.
 *
 * @param v version of the form
 * @param positions next offset to read, by partition
 * @param visited looks taken, since the first start
 * @param published parts published, since the first start
 * @param refused what could not be read, since the first start
 */
public record RecheckCheckpoint(
    int v, Map<Integer, Long> positions, long visited, long published, long refused) {

  /** The version of the form. */
  public static final int VERSION = 1;

  public RecheckCheckpoint {
    positions = Collections.unmodifiableMap(new TreeMap<>(positions));
  }

  /** Before the first start. */
  public static RecheckCheckpoint fresh() {
    return new RecheckCheckpoint(VERSION, Map.of(), 0, 0, 0);
  }

  /** After further work. */
  public RecheckCheckpoint and(Map<Integer, Long> reached, long looks, long parts, long refusals) {
    return new RecheckCheckpoint(
        VERSION, reached, visited + looks, published + parts, refused + refusals);
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
  public static RecheckCheckpoint decode(byte[] bytes) {
    try {
      RecheckCheckpoint read = EventJson.mapper().readValue(bytes, RecheckCheckpoint.class);
      if (read.v != VERSION) {
        throw new IllegalArgumentException("version " + read.v + " is not " + VERSION);
      }
      return read;
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedCheckpoint("the recheck lane's checkpoint cannot be read", unreadable);
    }
  }
}
