package dev.tunewatch.alerts.canary;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.events.Canaries;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells canaries from alerts and measures how long they took. A canary is known by the hub of every
 * release in its cluster, which no hub's text can set; a cluster with anything else in it is an
 * alert like any other, so a canary can hide nothing.
 */
public final class CanaryWatch {

  private final Clock clock;
  private final Supplier<Optional<Arrival>> remembered;
  private final Consumer<Arrival> keep;
  private final Histogram seconds;
  private volatile Optional<Arrival> last = Optional.empty();

  /**
   * A canary that arrived.
   *
   * @param publishedAt by ingest's clock
   * @param arrivedAt by ours
   */
  public record Arrival(Instant publishedAt, Instant arrivedAt) {

    /** Time to alert; not negative, though clocks of two machines differ. */
    public Duration took() {
      Duration took = Duration.between(publishedAt, arrivedAt);
      return took.isNegative() ? Duration.ZERO : took;
    }
  }

  /**
   * Watches.
   *
   * @param remembered the last one of an earlier run
   * @param keep remembers one for later runs
   */
  public CanaryWatch(
      CollectorRegistry registry,
      Clock clock,
      Supplier<Optional<Arrival>> remembered,
      Consumer<Arrival> keep) {
    this.clock = clock;
    this.remembered = remembered;
    this.keep = keep;
    this.seconds =
        Histogram.build("tunewatch_canary_seconds", "From a canary's publication to its alert.")
            .buckets(0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
            .register(registry);
    Gauge.build(
            "tunewatch_canary_last_success_timestamp_seconds",
            "Unix time of publication of the last canary that arrived; 0 before the first.")
        .create()
        .setChild(
            new Gauge.Child() {
              @Override
              public double get() {
                return latest()
                    .map(arrival -> arrival.publishedAt().toEpochMilli() / 1e3)
                    .orElse(0.0);
              }
            })
        .register(registry);
  }

  /** Whether this is a canary's and nothing else. */
  public boolean isCanary(Assessment assessment) {
    return assessment.clusterId().startsWith(Canaries.HUB + ":")
        && assessment.members().stream().map(Member::release).allMatch(Canaries::isCanary);
  }

  /** A canary's assessment was read and what it would have become is committed. */
  public void arrived(Assessment assessment) {
    if (assessment.state() != Assessment.State.ACTIVE) {
      return; // The one before it is taken back.
    }
    Optional<Instant> published =
        assessment.members().stream()
            .map(Member::createdAt)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .max(Comparator.naturalOrder());
    Optional<Instant> known = latest().map(Arrival::publishedAt);
    if (published.isEmpty() || known.filter(at -> !at.isBefore(published.get())).isPresent()) {
      return;
    }
    Arrival arrival = new Arrival(published.get(), clock.instant());
    last = Optional.of(arrival);
    seconds.observe(arrival.took().toMillis() / 1e3);
    keep.accept(arrival);
  }

  private Optional<Arrival> latest() {
    Optional<Arrival> own = last;
    return own.isPresent() ? own : remembered.get();
  }
}
