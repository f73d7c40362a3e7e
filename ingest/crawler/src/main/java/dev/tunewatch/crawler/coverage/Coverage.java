package dev.tunewatch.crawler.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger line of one lane: the value of {@code coverage.v1} under {@code hub/lane}.
 *
 * @param v version of the contract
 * @param hub the hub
 * @param lane the lane
 * @param listed rows read that were new to the lane, since its first start
 * @param published parts published, since its first start
 * @param deadLetters rows refused, since its first start
 * @param gaps open ones
 * @param gapsClosed gaps that the lane repaired, of live and its own, since its first start
 * @param at our clock
 */
public record Coverage(
    int v,
    String hub,
    String lane,
    long listed,
    long published,
    long deadLetters,
    List<OpenGap> gaps,
    long gapsClosed,
    Instant at) {

  /** The version of the contract. */
  public static final int VERSION = 1;

  public Coverage {
    gaps = List.copyOf(gaps);
  }

  /** The line of a lane that repairs nothing. */
  public Coverage(
      int v,
      String hub,
      String lane,
      long listed,
      long published,
      long deadLetters,
      List<OpenGap> gaps,
      Instant at) {
    this(v, hub, lane, listed, published, deadLetters, gaps, 0, at);
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
   * A stretch of a listing that was not read.
   *
   * @param order {@code created} or {@code modified}
   * @param newer where the walk stopped, null where unknown
   * @param older up to where it should have gone, null where to the end
   * @param foundAt our clock
   * @param reason of a closed set: {@code no_overlap}, {@code foreign_link}, {@code too_far},
   *     {@code malformed_page}
   */
  public record OpenGap(
      String order,
      @Nullable Instant newer,
      @Nullable Instant older,
      Instant foundAt,
      String reason) {}
}
