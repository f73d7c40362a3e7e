package dev.tunewatch.crawler.hub.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.RecordJson;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records read in passing say what a tree of them says, whatever is in them. */
class RecordReadingTest {

  private static final Reading READING =
      new Reading("live", "http://h/api?q", Instant.parse("2026-08-22T10:00:00Z"));
  private final HuggingFace hub = new HuggingFace();

  @Test
  void readsWhateverComesAsATreeSaysIt() throws Exception {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    OddRecords odd = new OddRecords(seed);
    int listed = 0;
    for (int page = 0; page < 500; page++) {
      List<byte[]> records = new ArrayList<>();
      for (int row = odd.upTo(4); row >= 0; row--) {
        records.add(odd.next());
      }
      listed += same(records);
    }
    assertThat(listed).isGreaterThan(250);
  }

  @Tag("corpus")
  @Test
  void readsEveryRecordedReleaseAsATreeSaysIt() throws Exception {
    Path corpus =
        Path.of(System.getProperty("tunewatch.corpus"), "huggingface", "models.ndjson.gz");
    List<byte[]> records = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(records::add);
    }
    for (int from = 0; from < records.size(); from += 100) {
      same(records.subList(from, Math.min(records.size(), from + 100)));
    }
  }

  /** How many of them are releases. */
  private int same(List<byte[]> records) throws Exception {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.write('[');
    for (int i = 0; i < records.size(); i++) {
      page.writeBytes((i == 0 ? "" : " ,\n").getBytes(StandardCharsets.UTF_8));
      page.writeBytes(records.get(i));
    }
    page.write(']');
    List<Row> rows =
        hub.readPage(new Answer("http://h/api", 200, Map.of(), page.toByteArray()), READING).rows();
    assertThat(rows).hasSameSizeAs(records);
    int listed = 0;
    for (int i = 0; i < rows.size(); i++) {
      byte[] record = records.get(i);
      Supplier<String> shown = () -> new String(record, StandardCharsets.UTF_8);
      try {
        Row.Listed expected = RecordTree.map(RecordJson.read(record), READING);
        assertThat(rows.get(i)).as(shown).isEqualTo(expected);
        listed++;
      } catch (MalformedRecord malformed) {
        assertThat(rows.get(i))
            .as(shown)
            .isInstanceOfSatisfying(
                Row.Refused.class,
                refused -> {
                  assertThat(refused.reason()).isEqualTo(malformed.getMessage());
                  assertThat(refused.bytes())
                      .isEqualTo(Row.Refused.of(record, refused.reason()).bytes());
                });
      }
    }
    return listed;
  }
}
