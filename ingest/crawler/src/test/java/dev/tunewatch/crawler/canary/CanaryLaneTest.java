package dev.tunewatch.crawler.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Fenced;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.events.Canaries;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryLaneTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final List<Batch> committed = new ArrayList<>();
  private Optional<byte[]> checkpoint = Optional.empty();
  private Instant now = START;
  private Runnable onOpen = () -> {};

  @Test
  void fliesSomeMinutesAfterTheStartAndThenAsOftenAsConfigured() {
    flyUntil(START.plus(Duration.ofDays(3)).plus(Duration.ofHours(1)));

    assertThat(committed)
        .extracting(batch -> batch.parts().get(0).at())
        .containsExactly(
            START.plusSeconds(180),
            START.plusSeconds(180).plus(Duration.ofDays(1)),
            START.plusSeconds(180).plus(Duration.ofDays(2)),
            START.plusSeconds(180).plus(Duration.ofDays(3)));
    assertThat(registry.getSampleValue("tunewatch_canary_published_timestamp_seconds"))
        .isEqualTo(START.plusSeconds(180).plus(Duration.ofDays(3)).getEpochSecond());
    assertThat(registry.getSampleValue("tunewatch_canary_interval_seconds")).isEqualTo(86_400);
  }

  @Test
  void takesTheOneBeforeBackInTheSameTransaction() {
    flyUntil(START.plus(Duration.ofHours(25)));

    List<Publishable> second = committed.get(1).parts();
    assertThat(second).hasSize(2);
    assertThat(second.get(0).release()).matches(Canaries::isCanary);
    assertThat(second.get(1).release()).isEqualTo(committed.get(0).parts().get(0).release());
    assertThat(second.get(1).part()).isNull();
    assertThat(committed.get(1).checkpoints()).containsOnlyKeys("canary/canary");
  }

  @Test
  void doesNotFlyWhileAnotherProcessDid() {
    checkpoint = Optional.of(last(START.minus(Duration.ofHours(20))));

    flyUntil(START.plus(Duration.ofHours(3)));
    assertThat(committed).isEmpty();

    flyUntil(START.plus(Duration.ofHours(5)));
    assertThat(committed).hasSize(1);
  }

  @Test
  void leavesItToAnotherProcessThatWasFaster() {
    onOpen = () -> checkpoint = Optional.of(last(now));
    flyUntil(START.plus(Duration.ofHours(1)));
    assertThat(committed).isEmpty();

    onOpen =
        () -> {
          checkpoint = Optional.of(last(now));
          throw new Fenced("canary", new IllegalStateException());
        };
    flyUntil(START.plus(Duration.ofHours(26)));
    assertThat(committed).isEmpty();
  }

  @Test
  void noAdapterIsNamedLikeTheCanary() {
    assertThat(Hubs.names()).doesNotContain(Canaries.HUB);
  }

  private static byte[] last(Instant at) {
    return new CanaryCheckpoint(
            at, new dev.tunewatch.events.ReleaseName(Canaries.HUB, "tunewatch/other"), 1)
        .encode();
  }

  private void flyUntil(Instant end) {
    registry.clear();
    CanaryLane lane =
        new CanaryLane(
            CanaryConfig.every(Duration.ofDays(1)),
            checkpoints(),
            publication(),
            new CanaryMetrics(registry, Duration.ofDays(1)),
            clock(),
            time -> {
              now = now.plus(time);
              if (now.isAfter(end)) {
                throw new InterruptedException("enough");
              }
            });
    assertThatThrownBy(() -> lane.run(doing -> {})).isInstanceOf(InterruptedException.class);
  }

  private Checkpoints checkpoints() {
    return new Checkpoints() {
      @Override
      public Optional<byte[]> read(String key) {
        return checkpoint;
      }

      @Override
      public Map<String, byte[]> readAll(String key) {
        throw new UnsupportedOperationException("there is one row");
      }
    };
  }

  private Publication publication() {
    return new Publication() {
      @Override
      public void open() {
        onOpen.run();
      }

      @Override
      public void commit(Batch batch) {
        committed.add(batch);
        checkpoint = Optional.of(batch.checkpoints().get("canary/canary"));
      }

      @Override
      public void close() {}
    };
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }
}
