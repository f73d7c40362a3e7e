package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill in a process of its own, killed in the middle as the system kills. */
@Tag("long")
class KilledBackfillTest {

  private static final int RELEASES = 1_200;
  private static final int PAGE = 40;
  private static final int KILLED = 128 + 9;
  private static final Instant NEWEST = Instant.parse("2026-08-21T12:00:00Z");

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final List<Process> started = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void leaveNoProcess() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void goesOnAtTheNextPageAndNothingIsLostOrDoubled() throws Exception {
    String lines =
        IntStream.range(0, RELEASES)
            .mapToObj(KilledBackfillTest::row)
            .collect(Collectors.joining("\n"));
    try (SimulatedHub hub =
        SimulatedHub.start(
            SimulatedHubConfig.defaults().withPageLimit(PAGE).withDelay(Duration.ofMillis(50)),
            RecordedHub.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))),
            Clock.systemUTC())) {
      Process first = start(hub);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .until(() -> names().size() >= RELEASES / 4 || !first.isAlive());
      assertThat(first.isAlive()).isTrue();
      new ProcessBuilder("kill", "-KILL", Long.toString(first.pid())).start().waitFor();
      assertThat(first.waitFor()).isEqualTo(KILLED);
      int before = names().size();
      assertThat(before).as("in the middle").isBetween(RELEASES / 4, RELEASES - 1);
      long asked = hub.requestCounts().getOrDefault("list", 0L);

      Process second = start(hub);
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isZero();

      assertThat(names()).hasSize(RELEASES).doesNotHaveDuplicates();
      assertThat(hub.requestCounts().get("list") - asked)
          .as("pages that were committed are not asked for again")
          .isLessThanOrEqualTo((RELEASES - before) / PAGE + 1L);
    }
  }

  private List<String> names() {
    return Log.parts(kafka, PartKind.LISTING).stream().map(ReleasePart::key).toList();
  }

  private Process start(SimulatedHub hub) throws Exception {
    Path output = Files.createTempFile(folder, "backfill", ".txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BackfillClient.class.getName(),
                kafka.bootstrapServers(),
                hub.address().toString(),
                kafka.prefix())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    started.add(process);
    return process;
  }

  private static String row(int number) {
    Instant time = NEWEST.minusSeconds(number);
    return ("{\"_id\":\"%024x\",\"id\":\"owner/r%d\",\"sha\":\"%040x\",\"createdAt\":\"%s\","
            + "\"lastModified\":\"%s\",\"tags\":[]}")
        .formatted((time.getEpochSecond() << 32) + number, number, number + 1, time, time);
  }
}
