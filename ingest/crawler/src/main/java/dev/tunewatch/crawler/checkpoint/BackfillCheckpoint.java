package dev.tunewatch.crawler.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.crawler.walk.BackfillState;
import dev.tunewatch.crawler.walk.BackfillState.Repair;
import dev.tunewatch.crawler.walk.BackfillState.Whole;
import dev.tunewatch.crawler.walk.SeenRing;
import dev.tunewatch.crawler.walk.StretchState;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON form of the backfill lane's state. */
public record BackfillCheckpoint(
    int v,
    @Nullable WholeJson whole,
    List<GapJson> gaps,
    @Nullable RepairJson repair,
    List<String> closed,
    long closings) {

  /** The version of the form. */
  public static final int VERSION = 1;

  /** The walk over the whole hub. */
  public record WholeJson(int part, WalkJson walk, int cuts, boolean done, Instant began) {}

  /** The repair under way. */
  public record RepairJson(String gap, WalkJson walk) {}

  /** Where a walk stands; {@code next} is the hub's own link. */
  public record WalkJson(
      @Nullable String next,
      @Nullable Instant position,
      boolean forwarding,
      String ring,
      long pages,
      long rows,
      long published,
      long refused) {}

  /** UTF-8 JSON. */
  public static byte[] encode(BackfillState state) {
    Whole whole = state.whole();
    Repair repair = state.repair();
    BackfillCheckpoint checkpoint =
        new BackfillCheckpoint(
            VERSION,
            whole == null
                ? null
                : new WholeJson(
                    whole.part(), json(whole.walk()), whole.cuts(), whole.done(), whole.began()),
            state.gaps().stream().map(GapJson::of).toList(),
            repair == null ? null : new RepairJson(repair.gap(), json(repair.walk())),
            state.closed(),
            state.closings());
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
  public static BackfillState decode(byte[] bytes) {
    try {
      BackfillCheckpoint read = EventJson.mapper().readValue(bytes, BackfillCheckpoint.class);
      if (read.v != VERSION) {
        throw new IllegalArgumentException("version " + read.v + " is not " + VERSION);
      }
      WholeJson whole = read.whole;
      RepairJson repair = read.repair;
      return new BackfillState(
          whole == null
              ? null
              : new Whole(whole.part, walk(whole.walk), whole.cuts, whole.done, whole.began),
          read.gaps.stream().map(GapJson::toGap).toList(),
          repair == null ? null : new Repair(repair.gap, walk(repair.walk)),
          read.closed,
          read.closings);
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedCheckpoint("the backfill lane's checkpoint cannot be read", unreadable);
    }
  }

  private static WalkJson json(StretchState walk) {
    return new WalkJson(
        walk.next(),
        walk.position(),
        walk.forwarding(),
        walk.ring().encode(),
        walk.pages(),
        walk.rows(),
        walk.published(),
        walk.refused());
  }

  private static StretchState walk(WalkJson json) {
    return new StretchState(
        json.next,
        json.position,
        json.forwarding,
        SeenRing.decode(json.ring, StretchState.RING),
        json.pages,
        json.rows,
        json.published,
        json.refused);
  }
}
