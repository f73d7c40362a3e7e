package dev.tunewatch.alerts;

import dev.tunewatch.alerts.operator.PrecisionWatch;
import dev.tunewatch.alerts.store.Retention;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then and may as well be done later: forgetting and counting. */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Duration NEXT_BATCH = Duration.ofMillis(200);

  private final Retention retention;
  private final PrecisionWatch precision;
  private final Counter forgotten;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread worker = new Thread(this::run, "housekeeping");

  Housekeeping(
      Retention retention, PrecisionWatch precision, CollectorRegistry registry, Clock clock) {
    this.retention = retention;
    this.precision = precision;
    this.clock = clock;
    this.forgotten =
        Counter.build("tunewatch_forgotten_rows_total", "Rows that went because of their age.")
            .register(registry);
    worker.setDaemon(true);
  }

  void start() {
    worker.start();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      worker.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration round() {
    try {
      int gone = retention.round(clock.instant());
      forgotten.inc(gone);
      var unused = precision.latest();
      return gone > 0 ? NEXT_BATCH : ROUND;
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("outcome", "retry").log("Housekeeping failed: {}", e.toString());
      LOG.debug("Cause", e);
      return ROUND;
    }
  }
}
