package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.coverage.Coverage.OpenGap;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.LiveState;
import java.time.Instant;
import java.util.List;

/** The live lane's ledger line. */
final class LiveCoverage {

  private LiveCoverage() {}

  static Coverage of(String hub, LiveState state, Instant at) {
    return new Coverage(
        Coverage.VERSION,
        hub,
        "live",
        state.listed(),
        state.published(),
        state.refused(),
        gaps(state.gaps()),
        at);
  }

  static List<OpenGap> gaps(List<Gap> gaps) {
    return gaps.stream()
        .map(
            gap ->
                new OpenGap(
                    gap.order().wireName(),
                    gap.newer(),
                    gap.older(),
                    gap.foundAt(),
                    gap.reason().wireName()))
        .toList();
  }
}
