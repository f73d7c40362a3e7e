package dev.tunewatch.crawler;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.recheck.Revisits;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A crawler in a process of its own, so that it can be killed as the system kills. */
final class KilledCrawler implements AutoCloseable {

  private final Process process;
  private final Path output;

  private KilledCrawler(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * How it crawls.
   *
   * @param once whether it ends when caught up, else it polls until it is killed
   * @param reconcile whether it walks the whole listing at its start
   */
  record Manner(URI hub, int pageSize, boolean once, boolean reconcile) {}

  static KilledCrawler start(Manner manner, KafkaSettings kafka, Path folder) throws IOException {
    return start(manner, kafka, folder, "-Xmx512m");
  }

  /**
   * Starts one.
   *
   * @param heap the most that it may have; it ends when that is not enough
   */
  static KilledCrawler start(Manner manner, KafkaSettings kafka, Path folder, String heap)
      throws IOException {
    Path output = Files.createTempFile(folder, "crawler", ".txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledCrawler.class.getName(),
                    manner.hub().toString(),
                    Integer.toString(manner.pageSize()),
                    Boolean.toString(manner.once()),
                    Boolean.toString(manner.reconcile()),
                    kafka.bootstrapServers(),
                    kafka.prefix(),
                    Integer.toString(kafka.partitions())))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    return new KilledCrawler(process, output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The most memory of the machine that the process had, in MiB, as the system counted it. */
  long peakResident() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(status -> status.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }

  /** {@code kill -9}; the status of a process that was killed so. */
  int kill() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-KILL", Long.toString(process.pid())).start().waitFor();
    return process.waitFor();
  }

  int awaitEnd(Duration atMost) throws IOException, InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the crawler still runs after " + atMost + "\n" + said());
    }
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process. Waits are cut to a fiftieth, so that storms of faults are weathered soon. */
  public static void main(String[] arguments) throws Exception {
    boolean once = Boolean.parseBoolean(arguments[2]);
    CrawlerConfig config =
        CrawlerConfig.of("huggingface", URI.create(arguments[0]))
            .withSince(Since.parse("all"))
            .withPageSize(Integer.parseInt(arguments[1]))
            .withPollInterval(Duration.ofSeconds(10))
            .withRevisits(Revisits.DEFAULT.withReconcileAtStart(Boolean.parseBoolean(arguments[3])))
            .withOnce(once);
    KafkaSettings kafka =
        new KafkaSettings(arguments[4], arguments[5], Integer.parseInt(arguments[6]), 1, Map.of());
    Waiter hurried = wait -> Thread.sleep(Math.max(1, wait.toMillis() / 50));
    try (Crawler crawler =
        new Crawler(
            config,
            kafka,
            new IngestMetrics(new CollectorRegistry()),
            Clock.systemUTC(),
            hurried,
            Backoff.DEFAULT,
            UnaryOperator.identity())) {
      crawler.start();
      if (once) {
        System.out.println(crawler.caughtUp().get());
      } else {
        new CountDownLatch(1).await();
      }
    }
  }
}
