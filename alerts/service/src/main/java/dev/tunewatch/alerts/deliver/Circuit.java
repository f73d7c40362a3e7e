package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an endpoint whose last attempt failed. After {@link #TRIPS} failures in a row it
 * is left alone for a while, then tried with one message; the while doubles each time.
 *
 * @param endpoint the target, as {@link dev.tunewatch.alerts.subscription.Subscription#endpoint()}
 * @param failures in a row; what failed while it was open already does not count
 * @param failingSince the first of them
 * @param openUntil until when it is left alone, empty while it is not
 * @param probing whether one message is on its way to find out
 */
public record Circuit(
    String endpoint,
    int failures,
    Instant failingSince,
    Optional<Instant> openUntil,
    boolean probing) {

  /** How many failures in a row open it. */
  public static final int TRIPS = 5;

  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration MOST_ASKED = Duration.ofHours(24);

  /** Of an endpoint that nothing is known against yet. */
  public static Circuit closed(String endpoint, Instant now) {
    return new Circuit(endpoint, 0, now, Optional.empty(), false);
  }

  /** After another failure. Whoever asks for time gets it, and it is no mark against him. */
  public Circuit failed(Instant at, Optional<Duration> asked) {
    if (asked.isPresent()) {
      Duration wait = asked.get().compareTo(MOST_ASKED) > 0 ? MOST_ASKED : asked.get();
      Instant until = at.plus(wait);
      return new Circuit(
          endpoint,
          failures,
          failingSince,
          openUntil.filter(until::isBefore).or(() -> Optional.of(until)),
          false);
    }
    if (openUntil.filter(at::isBefore).isPresent() && !probing) {
      return this; // It was under way when the circuit opened.
    }
    int more = failures + 1;
    return new Circuit(
        endpoint,
        more,
        failingSince,
        more < TRIPS ? Optional.empty() : Optional.of(at.plus(pause(more))),
        false);
  }

  /** Whether it has done nothing but fail for so long that nobody seems to be there. */
  public boolean isHopeless(Instant now, Duration patience) {
    return failures >= TRIPS && !failingSince.plus(patience).isAfter(now);
  }

  private static Duration pause(int failures) {
    Duration pause = SHORTEST;
    for (int i = TRIPS; i < failures && pause.compareTo(LONGEST) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
