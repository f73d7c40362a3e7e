package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.walk.BackfillState;
import dev.tunewatch.crawler.walk.StretchState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Measures the walk over the whole hub and estimates how long it will still take. */
final class BackfillPace {

  private final Hub hub;
  private final Clock clock;
  private @Nullable Instant began;
  private long rowsAtBeginning;

  BackfillPace(Hub hub, Clock clock) {
    this.hub = hub;
    this.clock = clock;
  }

  BackfillProgress progress(BackfillState state) {
    Instant now = clock.instant();
    BackfillState.Whole whole = state.whole();
    StretchState walk = whole == null ? StretchState.startingAt(null) : whole.walk();
    boolean done = whole != null && whole.done();
    if (began == null) {
      began = now;
      rowsAtBeginning = walk.rows();
    }
    double seconds = Math.max(1, Duration.between(began, now).toMillis()) / 1e3;
    double rate = (walk.rows() - rowsAtBeginning) / seconds;
    Long left = done ? (Long) 0L : left(walk, now);
    Long secondsLeft = left == null || rate <= 0 ? null : (Long) (long) Math.ceil(left / rate);
    return new BackfillProgress(
        BackfillProgress.VERSION,
        "ingest." + hub.name() + ".backfill",
        true,
        reason(walk, rate, done, secondsLeft, whole == null ? 0 : whole.cuts()),
        walk.pages(),
        walk.rows(),
        walk.published(),
        walk.position(),
        Math.round(rate * 10) / 10.0,
        left,
        secondsLeft,
        done,
        state.gaps().size(),
        now);
  }

  private @Nullable Long left(StretchState walk, Instant now) {
    Instant position = walk.position();
    OptionalLong older = position == null ? OptionalLong.empty() : hub.olderThan(position, now);
    return older.isPresent() ? (Long) older.getAsLong() : null;
  }

  private static String reason(
      StretchState walk, double rate, boolean done, @Nullable Long secondsLeft, int cuts) {
    String shown =
        String.format(
            Locale.ROOT,
            "%,d rows of %,d pages, %,d published",
            walk.rows(),
            walk.pages(),
            walk.published());
    String cut = cuts == 0 ? "" : ", " + cuts + " listings cut short by the hub";
    if (done) {
      return "the whole hub is read: " + shown + cut;
    }
    return shown
        + cut
        + (walk.position() == null ? "" : ", back to " + walk.position())
        + String.format(Locale.ROOT, ", %,.0f rows/s", rate)
        + (secondsLeft == null ? "" : ", about " + BackfillProgress.rough(secondsLeft) + " left");
  }
}
