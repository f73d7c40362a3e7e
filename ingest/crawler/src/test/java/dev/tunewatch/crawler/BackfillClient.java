package dev.tunewatch.crawler;

import com.sun.management.OperatingSystemMXBean;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.hub.Redaction;
import io.prometheus.client.CollectorRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * A process that does nothing but backfill a hub, once for each prefix of topics it is given, and
 * says what that took: one line {@code round wallMillis cpuMillis rows} each. The CPU time is that
 * of the whole process, compiler and garbage collector included.
 */
final class BackfillClient {

  private BackfillClient() {}

  public static void main(String[] arguments) throws Exception {
    String bootstrap = arguments[0];
    URI hub = URI.create(arguments[1]);
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int round = 0; round + 2 < arguments.length; round++) {
      KafkaSettings kafka = new KafkaSettings(bootstrap, arguments[round + 2], 2, 1, Map.of());
      long cpu = round == 0 ? 0 : process.getProcessCpuTime();
      long began = System.nanoTime();
      long rows;
      try (Backfill backfill =
          new Backfill(
              CrawlerConfig.of("huggingface", hub),
              Redaction.NOTHING,
              kafka,
              new CollectorRegistry(),
              Clock.systemUTC(),
              progress -> {})) {
        backfill.start();
        rows = backfill.ended().get().published();
      }
      long wall = (System.nanoTime() - began) / 1_000_000;
      System.out.println(
          round + " " + wall + " " + (process.getProcessCpuTime() - cpu) / 1_000_000 + " " + rows);
    }
  }
}
