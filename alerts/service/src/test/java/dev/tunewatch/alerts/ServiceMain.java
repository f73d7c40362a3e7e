package dev.tunewatch.alerts;

import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.bus.KafkaSettings;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The service as a process of its own, to be killed. Arguments: bootstrap, prefix, JDBC address.
 */
public final class ServiceMain {

  private ServiceMain() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    AlertsConfig config =
        AlertsConfig.defaults()
            .withPort(0)
            .withAllowLocalTargets(true)
            .withSupersedeWait(Duration.ZERO);
    KafkaSettings kafka = new KafkaSettings(arguments[0], arguments[1], 4, 1, Map.of());
    AlertsService service =
        new AlertsService(
            config,
            kafka,
            Database.server(arguments[2]),
            new CollectorRegistry(),
            Clock.systemUTC(),
            List::of);
    service.start();
    System.out.println("started");
    new CountDownLatch(1).await();
  }
}
