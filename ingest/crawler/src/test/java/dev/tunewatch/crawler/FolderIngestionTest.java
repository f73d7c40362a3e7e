package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.FolderIngestion.FolderConfig;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIngestionTest {

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final IngestMetrics metrics = new IngestMetrics(new CollectorRegistry());
  @TempDir private Path folder;

  @Test
  void publishesEachLineOfEveryFileOnceWhateverItIsPackedIn() throws Exception {
    write("a.ndjson", lines(1, 3), UnaryStream.PLAIN);
    write("b.ndjson.gz", lines(4, 6), GZIPOutputStream::new);
    write("c.ndjson.zst", lines(7, 9), ZstdOutputStream::new);
    write("notes.txt", "no records", UnaryStream.PLAIN);

    assertThat(run()).isEqualTo(new CrawlSummary(9, 9, 0, 0));
    assertThat(run()).isEqualTo(new CrawlSummary(0, 0, 0, 0));

    List<ReleasePart> parts = Log.parts(kafka, PartKind.LISTING);
    assertThat(parts).hasSize(9);
    assertThat(parts).extracting(part -> part.provenance().source()).contains("c.ndjson.zst");
    assertThat(Log.parts(kafka, PartKind.CARD)).hasSize(9);
  }

  @Test
  void goesOnBehindWhatItReadWhenAFileGrewAndReadsAReplacedOneAnew() throws Exception {
    Path file = write("a.ndjson", lines(1, 3), UnaryStream.PLAIN);
    run();
    Files.writeString(file, lines(4, 5), StandardOpenOption.APPEND);
    assertThat(run().published()).isEqualTo(2);

    Files.writeString(file, lines(11, 12));
    assertThat(run().published()).isEqualTo(2);
    assertThat(Log.parts(kafka, PartKind.LISTING)).hasSize(7);
  }

  @Test
  void keepsLinesThatAreNoRecordsWithTheirPosition() throws Exception {
    write("a.ndjson", lines(1, 1) + "\n{\"id\":\n" + lines(2, 2) + "[]\n7", UnaryStream.PLAIN);
    write("b.ndjson.gz", lines(3, 3), GZIPOutputStream::new);
    byte[] cut = Files.readAllBytes(folder.resolve("b.ndjson.gz"));
    Files.write(folder.resolve("b.ndjson.gz"), java.util.Arrays.copyOf(cut, cut.length - 6));
    Files.writeString(folder.resolve("c.ndjson.zst"), "no frame");

    CrawlSummary first = run();

    assertThat(first.published()).isEqualTo(3);
    assertThat(first.deadLetters()).isEqualTo(5);
    var letters = Log.of(kafka, IngestTopics.DEAD_LETTERS);
    assertThat(letters)
        .extracting(
            letter ->
                new String(
                    letter.headers().lastHeader("tw_dl_position").value(), StandardCharsets.UTF_8))
        .contains("a.ndjson:3", "a.ndjson:5", "a.ndjson:6");
    assertThat(letters)
        .anyMatch(letter -> "{\"id\":".equals(new String(letter.value(), StandardCharsets.UTF_8)));
    assertThat(run()).isEqualTo(new CrawlSummary(0, 0, 0, 0));
  }

  @Test
  void knowsWhoseRecordsTheyAreByNameOrFolder() throws Exception {
    Files.createDirectory(folder.resolve("modelscope"));
    write("civitai-2026.ndjson", "{\"id\":7,\"name\":\"n\",\"poi\":true}\n", UnaryStream.PLAIN);
    write("civitai-more.ndjson", "{\"id\":8,\"minor\":true,\"name\":\"n\"}\n", UnaryStream.PLAIN);
    write("civitai-odd.ndjson", "{\"name\":\"Somebody\"}\n", UnaryStream.PLAIN);
    write("modelscope/x.jsonl", "{\"id\":\"a/b\"}\n", UnaryStream.PLAIN);

    CrawlSummary summary = run();

    assertThat(summary.deadLetters()).isEqualTo(1);
    assertThat(Log.parts(kafka, PartKind.LISTING))
        .extracting(ReleasePart::key)
        .containsExactlyInAnyOrder("civitai:7#listing", "modelscope:a/b#listing");
    assertThat(Log.of(kafka, IngestTopics.ESCALATIONS)).hasSize(1);
    assertThat(new String(Log.of(kafka, IngestTopics.DEAD_LETTERS).get(0).value()))
        .doesNotContain("Somebody");
  }

  @Test
  void losesAndRepeatsNothingWhenACommitFails() throws Exception {
    write("a.ndjson", lines(1, 1_200), UnaryStream.PLAIN);
    AtomicInteger commits = new AtomicInteger();
    CrawlSummary summary =
        run(
            real ->
                new Publication() {
                  @Override
                  public void open() {
                    real.open();
                  }

                  @Override
                  public void commit(Batch batch) {
                    if (commits.incrementAndGet() == 2) {
                      throw new IllegalStateException("injected");
                    }
                    real.commit(batch);
                  }

                  @Override
                  public void close() {
                    real.close();
                  }
                });
    assertThat(summary.published()).isEqualTo(1_200);
    assertThat(Log.parts(kafka, PartKind.LISTING))
        .extracting(ReleasePart::key)
        .hasSize(1_200)
        .doesNotHaveDuplicates();
  }

  @Test
  void failsWhereThereIsNoFolder() {
    FolderConfig config = config(folder.resolve("none"));
    try (FolderIngestion ingestion =
        new FolderIngestion(
            config, kafka, metrics, Clock.systemUTC(), delay -> {}, UnaryOperator.identity())) {
      ingestion.start();
      assertThatThrownBy(() -> ingestion.caughtUp().get(60, TimeUnit.SECONDS))
          .hasMessageContaining("folder cannot be read");
    }
  }

  private interface UnaryStream {
    UnaryStream PLAIN = out -> out;

    OutputStream over(OutputStream out) throws IOException;
  }

  private Path write(String name, String text, UnaryStream packing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.over(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "{\"id\":\"o/r" + i + "\",\"_files\":{\"README.md\":\"# " + i + "\"}}\n")
        .collect(Collectors.joining());
  }

  private CrawlSummary run() throws Exception {
    return run(UnaryOperator.identity());
  }

  private CrawlSummary run(UnaryOperator<Publication> publications) throws Exception {
    try (FolderIngestion ingestion =
        new FolderIngestion(
            config(folder), kafka, metrics, Clock.systemUTC(), Waiter.SYSTEM, publications)) {
      ingestion.start();
      return ingestion.caughtUp().get(120, TimeUnit.SECONDS);
    }
  }

  private static FolderConfig config(Path folder) {
    return new FolderConfig(folder, Duration.ofSeconds(1), true, Redaction.NOTHING);
  }
}
