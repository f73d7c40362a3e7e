package dev.tunewatch.crawler.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedHubTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void gzipIsToldByItsFirstBytes() throws Exception {
    byte[] lines = "{\"id\":\"a/b\"}\r\n{\"id\":\"a/c\"}".getBytes(UTF_8);
    Path plain = Files.write(directory.resolve("plain"), lines);
    Path gzip = directory.resolve("gzip");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(lines);
    }
    assertThat(RecordedHub.read(plain).size()).isEqualTo(2);
    assertThat(RecordedHub.read(gzip).size()).isEqualTo(2);
  }

  @Test
  void lineThatIsNoRecordIsRefusedWithFileAndLine() throws IOException {
    Path file = directory.resolve("models.ndjson");
    String[] bad = {
      "[]",
      "{",
      "",
      "{\"id\":\"\"}",
      "{\"id\":7}",
      "{\"id\":\"a b\"}",
      "{\"id\":\"a/c\"} {}",
      "{\"id\":\"a/c\",\"createdAt\":\"yesterday\"}",
      "{\"id\":\"a/c\",\"_id\":\"12\"}",
      "{\"id\":\"a/c\",\"_files\":{\"README.md\":{}}}",
      "{\"id\":\"a/b\"}"
    };
    for (String line : bad) {
      Files.writeString(file, "{\"id\":\"a/b\"}\n" + line + "\n");
      assertThatThrownBy(() -> RecordedHub.read(file))
          .as(line)
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageStartingWith(file + ":2: ");
    }
  }

  @Test
  void twoModelsOfOneObjectIdAreRefused() {
    String line = "{\"id\":\"a/%s\",\"_id\":\"64a000000000000000000001\"}\n";
    byte[] lines = (line.formatted("b") + line.formatted("c")).getBytes(UTF_8);
    assertThatThrownBy(() -> RecordedHub.read(new ByteArrayInputStream(lines)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessage("<stream>:2: a/c has the _id of a/b");
  }

  @Test
  void missingFieldsAreMadeUpFromTheNameAndMarked() {
    HubRecord bare = Recordings.record("{'id':'a/b'}");
    assertThat(bare.synthetic()).containsExactly("_id", "createdAt", "lastModified", "sha");
    assertThat(bare.createdAt())
        .isBetween(Instant.parse("2022-03-03T00:00:00Z"), Instant.parse("2025-12-31T00:00:00Z"))
        .isEqualTo(HubTime.secondOf(bare.objectId()));
    HubRecord again = Recordings.record("{'id':'a/b','likes':1}");
    assertThat(again.objectId()).isEqualTo(bare.objectId());
    assertThat(again.sha()).isEqualTo(bare.sha()).matches("[0-9a-f]{40}");
    // A checkpoint against the simulated hub outlives a release of it only if these stay.
    assertThat(bare.objectId()).isEqualTo("6571a83763cb174405bfba19");
  }

  @Test
  void creationComesFromTheObjectIdAndTheOtherWayRound() {
    HubRecord byId = Recordings.record("{'id':'a/b','_id':'66a000000000000000000003'}");
    assertThat(byId.createdAt()).isEqualTo("2024-07-23T19:09:52Z");
    assertThat(byId.synthetic()).contains("createdAt").doesNotContain("_id");
    HubRecord byTime = Recordings.record("{'id':'a/b','createdAt':'2024-07-23T19:09:52.500Z'}");
    assertThat(byTime.objectId()).startsWith("66a00000");
    assertThat(byTime.synthetic()).contains("_id").doesNotContain("createdAt");
    assertThat(byTime.lastModified()).isEqualTo(byTime.createdAt());
  }

  @Test
  void shiftMovesAllTimesTogetherSoThatTheNewestIsNow() {
    RecordedHub shifted =
        Recordings.of(
                "{'id':'a/new','createdAt':'2024-07-23T19:01:36.500Z',"
                    + "'lastModified':'2025-07-23T19:01:36.500Z'}",
                "{'id':'a/old','_id':'66a000000000000000000003',"
                    + "'createdAt':'2024-07-23T18:01:36.000Z'}")
            .shiftedSoThatNewestIs(Instant.parse("2026-11-22T02:00:00Z"));
    HubRecord newest = shifted.find("a/new").orElseThrow();
    HubRecord old = shifted.find("a/old").orElseThrow();
    assertThat(newest.createdAt()).isEqualTo("2026-11-22T01:59:59.500Z");
    assertThat(newest.lastModified()).isEqualTo("2026-11-22T02:00:00Z");
    assertThat(HubTime.secondOf(newest.objectId())).isEqualTo("2026-11-22T01:59:59Z");
    assertThat(old.createdAt()).isEqualTo("2026-11-22T00:59:59Z");
    assertThat(old.objectId()).endsWith("0000000000000003");
  }

  @Test
  void changesAreRefusedWhereTheyContradictWhatIsThere() {
    RecordedHub hub = Recordings.of("{'id':'a/b'}");
    HubRecord same = Recordings.record("{'id':'a/b','likes':2}");
    HubRecord other = Recordings.record("{'id':'a/c'}");
    assertThatThrownBy(() -> hub.add(same)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hub.replace(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hub.remove("a/c")).isInstanceOf(IllegalArgumentException.class);
    hub.replace(same);
    hub.remove("a/b");
    assertThat(hub.size()).isZero();
  }

  @Test
  void replacedObjectIdMustBeFree() {
    RecordedHub hub =
        Recordings.of("{'id':'a/b'}", "{'id':'a/c','_id':'64a000000000000000000001'}");
    HubRecord clash = Recordings.record("{'id':'a/b','_id':'64a000000000000000000001'}");
    assertThatThrownBy(() -> hub.replace(clash)).isInstanceOf(IllegalArgumentException.class);
    assertThat(hub.find("a/b")).isPresent();
  }
}
