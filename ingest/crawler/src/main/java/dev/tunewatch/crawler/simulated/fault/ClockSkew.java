package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.clock.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The clock of the hub's web server is ahead: {@code Date} lies in the future. */
final class ClockSkew implements Fault {

  private final Clock clock;
  private final Duration ahead;

  /**
   * @param ahead how far; empty is one hour
   */
  ClockSkew(Clock clock, String ahead) {
    this.clock = clock;
    this.ahead = ahead.isEmpty() ? Duration.ofHours(1) : Moments.duration(ahead);
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            clock.instant().plus(ahead).atOffset(ZoneOffset.UTC));
    return Optional.of(honest.get().with("Date", date));
  }
}
