package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.events.ReleasePart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a backlog of records of 4 kB is worked off; the figure is printed. */
@Tag("long")
class ThroughputTest {

  private static final int RECORDS = 40_000;

  @Test
  void aBacklogIsWorkedOffFasterThanAHubCanBeCrawled(@TempDir Path data, @TempDir Path state)
      throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      Installation installation = Installation.on(broker.bootstrapServers());
      Random random = new Random(1);
      for (int from = 0; from < RECORDS; from += 4_000) {
        List<ReleasePart> parts = new ArrayList<>();
        for (int i = from; i < from + 4_000; i++) {
          parts.add(Parts.card("maker-" + i % 900 + "/model-" + i, i % 1_000, text(random, i)));
        }
        installation.publish(parts);
      }
      long start = System.nanoTime();
      double cpuBefore = cpuSeconds();
      try (StreamsService service =
          installation.service(new StreamsConfig(state, Profile.THROUGHPUT, 2))) {
        service.start();
        installation.awaitCaughtUp(service);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
            "%d records of 4 kB in %.1f s, start included: %.0f records/s, %.1f CPU s with broker%n",
            RECORDS, seconds, RECORDS / seconds, cpuSeconds() - cpuBefore);
        assertThat(service.summary().assessed()).isEqualTo(RECORDS);
        assertThat(RECORDS / seconds).isGreaterThan(100);
      }
    }
  }

  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(cpu -> cpu.toMillis() / 1000.0)
        .orElse(Double.NaN);
  }

  private static String text(Random random, int i) {
    StringBuilder text = new StringBuilder(i % 50 == 0 ? "an uncensored model " : "a model ");
    while (text.length() < 3_700) {
      text.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
    }
    return text.toString();
  }
}
