package dev.tunewatch.crawler.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.walk.LiveState;
import dev.tunewatch.crawler.walk.Passed;
import dev.tunewatch.crawler.walk.SeenRing;
import dev.tunewatch.crawler.walk.SortState;
import dev.tunewatch.crawler.walk.SortState.Bound;
import dev.tunewatch.crawler.walk.SortState.Unfinished;
import dev.tunewatch.crawler.walk.ToMeet;
import dev.tunewatch.crawler.walk.Watermark;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON form of the live lane's state. */
public record LiveCheckpoint(
    int v,
    Sort created,
    Sort modified,
    String ring,
    @Nullable ToMeetJson toMeet,
    List<GapJson> gaps,
    long listed,
    long published,
    long refused) {

  /** The version of the form. */
  public static final int VERSION = 1;

  /**
   * One order: watermark, and the walk under way if there is one. Earlier versions wrote no bound
   * or dropped it when the first walk was done.
   */
  public record Sort(
      @Nullable Mark watermark,
      @Nullable Mark target,
      @Nullable String next,
      int pages,
      @Nullable Instant last,
      @Nullable Bound bound,
      @Nullable PassedJson passed) {}

  /** A watermark. */
  public record Mark(Instant time, Set<Long> rows) {}

  /** What a walk under way has read; earlier versions left its last page to the ring. */
  public record PassedJson(Mark newer, Instant older, @Nullable Set<Long> last) {}

  /** What one order published and the other is to pass over. */
  public record ToMeetJson(
      String createdBefore, String createdSince, String modifiedBefore, String modifiedSince) {}

  /** UTF-8 JSON. */
  public static byte[] encode(LiveState state) {
    LiveCheckpoint checkpoint =
        new LiveCheckpoint(
            VERSION,
            sort(state.created()),
            sort(state.modified()),
            state.ring().encode(),
            toMeet(state.toMeet()),
            state.gaps().stream().map(GapJson::of).toList(),
            state.listed(),
            state.published(),
            state.refused());
    try {
      return EventJson.mapper().writeValueAsBytes(checkpoint);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedCheckpoint if it is anything else
   */
  public static LiveState decode(byte[] bytes) {
    try {
      LiveCheckpoint read = EventJson.mapper().readValue(bytes, LiveCheckpoint.class);
      if (read.v != VERSION) {
        throw new IllegalArgumentException("version " + read.v + " is not " + VERSION);
      }
      return new LiveState(
          sort(read.created),
          sort(read.modified),
          SeenRing.decode(read.ring, LiveState.RING),
          toMeet(read.toMeet),
          read.gaps.stream().map(GapJson::toGap).toList(),
          read.listed,
          read.published,
          read.refused);
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedCheckpoint("the live lane's checkpoint cannot be read", unreadable);
    }
  }

  private static Sort sort(SortState state) {
    Unfinished walk = state.unfinished();
    return walk == null
        ? new Sort(mark(state.watermark()), null, null, 0, null, state.bound(), null)
        : new Sort(
            mark(state.watermark()),
            mark(walk.target()),
            walk.next(),
            walk.pages(),
            walk.last(),
            state.bound(),
            passed(walk.passed()));
  }

  private static SortState sort(Sort sort) {
    return new SortState(
        watermark(sort.watermark),
        sort.next == null
            ? null
            : new Unfinished(
                watermark(sort.target), sort.next, sort.pages, sort.last, passed(sort.passed)),
        sort.bound);
  }

  private static @Nullable PassedJson passed(@Nullable Passed passed) {
    return passed == null
        ? null
        : new PassedJson(
            new Mark(passed.newer().time(), passed.newer().rows()), passed.older(), passed.last());
  }

  private static @Nullable Passed passed(@Nullable PassedJson passed) {
    return passed == null
        ? null
        : new Passed(
            new Watermark(passed.newer.time, passed.newer.rows),
            passed.older,
            Objects.requireNonNullElse(passed.last, Set.of()));
  }

  private static @Nullable ToMeetJson toMeet(ToMeet toMeet) {
    return toMeet.size() == 0
        ? null
        : new ToMeetJson(
            toMeet.encodeBefore(Order.CREATED),
            toMeet.encodeSince(Order.CREATED),
            toMeet.encodeBefore(Order.MODIFIED),
            toMeet.encodeSince(Order.MODIFIED));
  }

  private static ToMeet toMeet(@Nullable ToMeetJson read) {
    ToMeet toMeet = new ToMeet();
    if (read != null) {
      toMeet.decode(Order.CREATED, read.createdBefore, read.createdSince);
      toMeet.decode(Order.MODIFIED, read.modifiedBefore, read.modifiedSince);
    }
    return toMeet;
  }

  private static @Nullable Mark mark(@Nullable Watermark watermark) {
    return watermark == null ? null : new Mark(watermark.time(), watermark.rows());
  }

  private static @Nullable Watermark watermark(@Nullable Mark mark) {
    return mark == null ? null : new Watermark(mark.time, mark.rows);
  }
}
