package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.FolderIngestion.FolderConfig;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded files made to exhaust memory, read by a process of its own that ends when its heap is
 * spent: what can be read is published, what cannot is kept with its reason.
 */
@Tag("long")
class HostileFilesTest {

  private static final String HEAP = "-Xmx256m";
  private static final int MEBIBYTE = 1024 * 1024;

  /** Of the whole process; MiB. */
  private static final long MOST_RESIDENT = 512;

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  @TempDir Path files;
  @TempDir Path folder;

  @Test
  void aFolderOfBombsIsReadWithinBoundsAndTheHonestFilesAreNotHeldUp() throws Exception {
    try (OutputStream out = new java.util.zip.GZIPOutputStream(create("a.ndjson.gz"))) {
      endless(out, ' ', 512);
    }
    try (OutputStream out = new ZstdOutputStream(create("b.ndjson.zst"))) {
      endless(out, 'x', 1_024);
    }
    write("c.ndjson", "[".repeat(90_000) + "\n");
    write("d.ndjson", "{\"id\":\"o/d\",\"x\":[" + "{},".repeat(10 * MEBIBYTE) + "{}]}\n");
    String tag = "\"" + "t".repeat(4_000) + "\",";
    write("e.ndjson", "{\"id\":\"o/e\",\"tags\":[" + tag.repeat(8_000) + "\"t\"]}\n");
    Files.write(files.resolve("f.ndjson"), new byte[] {'{', 0, (byte) 0xff, (byte) 0xc0, '\n'});
    write("z.ndjson", "{\"id\":\"o/honest\",\"tags\":[]}\n");

    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostileFilesTest.class.getName(),
                files.toString(),
                kafka.bootstrapServers(),
                kafka.prefix(),
                Integer.toString(kafka.partitions()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    } finally {
      process.destroyForcibly();
    }

    long resident =
        Files.readAllLines(said).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElseThrow();
    System.out.printf("peak of the process: %d MiB, of which heap at most 256%n", resident);
    assertThat(resident).isPositive().isLessThanOrEqualTo(MOST_RESIDENT);
    assertThat(Log.parts(kafka, PartKind.LISTING))
        .extracting(ReleasePart::key)
        .contains("huggingface:o/honest#listing");
    Map<String, DeadLetter> letters =
        Log.of(kafka, IngestTopics.DEAD_LETTERS).stream()
            .map(record -> DeadLetter.of(record.headers(), record.key(), record.value()))
            .collect(Collectors.toMap(DeadLetter::position, letter -> letter));
    assertThat(letters)
        .containsKeys("a.ndjson.gz:1", "b.ndjson.zst:1", "c.ndjson:1", "d.ndjson:1", "f.ndjson:1");
    assertThat(letters.values()).allMatch(letter -> !letter.error().isBlank());
    assertThat(letters.get("b.ndjson.zst:1").error()).contains("too long");
    System.out.println("kept " + letters.keySet());
  }

  private OutputStream create(String name) throws IOException {
    return Files.newOutputStream(files.resolve(name));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(files.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static void endless(OutputStream out, char of, int mebibytes) throws IOException {
    byte[] chunk = new byte[MEBIBYTE];
    Arrays.fill(chunk, (byte) of);
    for (int i = 0; i < mebibytes; i++) {
      out.write(chunk);
    }
  }

  /** The process. */
  public static void main(String[] arguments) throws Exception {
    KafkaSettings kafka =
        new KafkaSettings(arguments[1], arguments[2], Integer.parseInt(arguments[3]), 1, Map.of());
    FolderConfig config =
        new FolderConfig(Path.of(arguments[0]), Duration.ofSeconds(1), true, Redaction.NOTHING);
    try (FolderIngestion folder =
        new FolderIngestion(
            config, kafka, new IngestMetrics(new CollectorRegistry()), Clock.systemUTC())) {
      folder.start();
      System.out.println(folder.caughtUp().get(100, TimeUnit.SECONDS));
    }
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    status.stream().filter(line -> line.startsWith("VmHWM:")).forEach(System.out::println);
  }
}
