package dev.tunewatch.app.run;

import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.crawler.simulated.UnreadableRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole product on a recorded day, offline: a simulated hub that lists the day's releases as if
 * it ended now, everything else as in production, and a subscriber that prints what it is told.
 *
 * @param standalone the product
 * @param subscriber who prints
 */
public record Demo(Standalone standalone, PrintingSubscriber subscriber, Closing closing)
    implements AutoCloseable {

  private static final String RECORDED_DAY = "/demo/recorded-day.ndjson";

  /**
   * Starts everything on loopback, in a temporary folder that closing deletes.
   *
   * @param port of the console, 0 for a free one
   * @throws IOException if something does not start; nothing is left running
   */
  public static Demo start(int port, PrintStream out, Clock clock) throws IOException {
    Closing closing = new Closing();
    try {
      Path data = Files.createTempDirectory("tunewatch-demo");
      closing.started("temporary folder", () -> delete(data));
      PrintingSubscriber subscriber =
          closing.started("subscriber", PrintingSubscriber.start(out, clock));
      SimulatedHub hub =
          closing.started(
              "simulated hub",
              SimulatedHub.start(SimulatedHubConfig.defaults(), recordedDay(clock), clock));
      StandaloneOptions options =
          new StandaloneOptions(
              List.of(new HubTarget("huggingface", hub.address())),
              data,
              "127.0.0.1",
              port,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(
                  new StandaloneOptions.Webhook(
                      subscriber.address(), Optional.of(subscriber.secret()))),
              Optional.empty(),
              true,
              "all",
              false,
              Duration.ofSeconds(5),
              Optional.empty(),
              Optional.empty(),
              "",
              false,
              Optional.empty(),
              true,
              Duration.ZERO,
              Optional.empty());
      Standalone standalone = closing.started("standalone", Standalone.start(options, clock));
      return new Demo(standalone, subscriber, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  private static RecordedHub recordedDay(Clock clock) throws IOException {
    try (InputStream day = Demo.class.getResourceAsStream(RECORDED_DAY)) {
      if (day == null) {
        throw new IOException(RECORDED_DAY + " is not in the jar");
      }
      return RecordedHub.read(day).shiftedSoThatNewestIs(clock.instant());
    } catch (UnreadableRecordException e) {
      throw new IOException("the recorded day is damaged: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
