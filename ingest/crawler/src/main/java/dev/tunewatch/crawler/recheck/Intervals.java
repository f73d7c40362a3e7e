package dev.tunewatch.crawler.recheck;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long until a release is looked at again: longer each time that nothing changed.
 *
 * @param steps one for each look in a row without a change; the last one repeats
 * @param confirmAfter least time between the two looks that a removal takes
 */
public record Intervals(List<Duration> steps, Duration confirmAfter) {

  /** One hour to thirty days; ten minutes for a removal. */
  public static final Intervals DEFAULT =
      new Intervals(
          List.of(
              Duration.ofHours(1),
              Duration.ofHours(6),
              Duration.ofDays(1),
              Duration.ofDays(3),
              Duration.ofDays(7),
              Duration.ofDays(30)),
          Duration.ofMinutes(10));

  public Intervals {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("no interval");
    }
  }

  /** The interval of a step, a tenth more or less so that what came together spreads out. */
  public Duration after(int step, RandomGenerator random) {
    long millis = steps.get(Math.min(step, steps.size() - 1)).toMillis();
    long tenth = millis / 10;
    return Duration.ofMillis(millis - tenth + random.nextLong(2 * tenth + 1));
  }

  /** The step behind this one. */
  public int next(int step) {
    return Math.min(step + 1, steps.size() - 1);
  }
}
