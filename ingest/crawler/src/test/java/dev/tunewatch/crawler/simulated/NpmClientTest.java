package dev.tunewatch.crawler.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The hub's own client, {@code @huggingface/hub}, takes the simulated hub for a real one. */
class NpmClientTest {

  private static final Path SOURCES = Path.of("src", "test", "npm", "huggingface-hub");
  private static final Path INSTALLED = Path.of("target", "npm", "huggingface-hub");
  private static final String CARD = "---\nlicense: mit\n---\n# Größe 微调 \uD83E\uDD16\n";
  private static final int MODELS = 1_203;

  @Test
  void listsByPagesReadsOneModelAndDownloadsItsCard() throws Exception {
    RecordedHub records = models();
    try (SimulatedHub hub =
        SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC())) {
      JsonNode said = ask(hub);

      assertThat(said.path("listed")).hasSize(MODELS);
      List<HubRecord> newestFirst = newestFirst(records);
      for (int i = 0; i < MODELS; i++) {
        assertListed(said.path("listed").path(i), newestFirst.get(i));
      }
      assertThat(said.path("filtered")).hasSize(7);
      said.path("filtered").forEach(name -> assertThat(name.asText()).startsWith("even/"));

      HubRecord card = records.find("o/card").orElseThrow();
      assertListed(said.path("info"), card);
      assertThat(said.path("info").path("filePaths").toString())
          .isEqualTo("[\"README.md\",\"model.gguf\"]");
      assertThat(said.path("moved").path("name").asText()).isEqualTo("o/new-name");
      assertThat(said.path("card").asText()).isEqualTo(CARD);
      assertThat(said.path("cardByCommit").asText()).isEqualTo(CARD);
      assertThat(said.path("noFile").isNull()).isTrue();
      assertThat(said.path("noModel").path("statusCode").asInt()).isEqualTo(401);
      // 500 rows a page: three for the whole, one for the seven.
      assertThat(hub.requestCounts()).containsEntry("list", 4L);
    }
  }

  private static void assertListed(JsonNode said, HubRecord record) {
    assertThat(said.path("name").asText()).isEqualTo(record.id());
    assertThat(said.path("id").asText()).isEqualTo(record.objectId());
    assertThat(said.path("sha").asText()).isEqualTo(record.sha());
    assertThat(Instant.parse(said.path("createdAt").asText())).isEqualTo(record.createdAt());
    assertThat(Instant.parse(said.path("updatedAt").asText())).isEqualTo(record.lastModified());
    assertThat(said.path("tags").toString()).isEqualTo(record.json("tags"));
    assertThat(said.path("downloads").toString()).isEqualTo(record.json("downloads"));
    assertThat(said.path("gated").toString()).isEqualTo(record.json("gated"));
    assertThat(said.path("private").asBoolean()).isFalse();
  }

  private static JsonNode ask(SimulatedHub hub) throws IOException, InterruptedException {
    install();
    Path answer = INSTALLED.resolve("answer.json").toAbsolutePath();
    run(answer, "node", "client.mjs", hub.address().toString());
    return RecordParser.JSON.readTree(answer.toFile());
  }

  /** As {@code npm ci} would for everybody: exactly what the lock file says, and no scripts. */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve("installed-lock.json");
    Path wanted = SOURCES.resolve("package-lock.json");
    for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(lock) || Files.mismatch(lock, wanted) >= 0) {
      Path log = INSTALLED.resolve("npm.log").toAbsolutePath();
      run(log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void run(Path out, String... command) throws IOException, InterruptedException {
    Path err = INSTALLED.resolve(command[0] + ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("%s in time", command[0]).isTrue();
      assertThat(process.exitValue()).as(Files.readString(err, UTF_8)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<HubRecord> newestFirst(RecordedHub records) {
    List<HubRecord> sorted = new ArrayList<>(records.records());
    sorted.sort((a, b) -> b.objectId().compareTo(a.objectId()));
    return sorted;
  }

  private static RecordedHub models() {
    RecordedHub records = RecordedHub.empty();
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    for (int i = 0; i < MODELS - 2; i++) {
      String name = (i % 2 == 0 ? "even" : "odd") + "/model-" + i;
      records.add(model(name, noon.plusSeconds(i), i % 3 == 0 ? "\"auto\"" : "false", ""));
    }
    records.add(model("o/old-name", noon.minusSeconds(1), "false", ""));
    records.move("o/old-name", "o/new-name");
    String files =
        ",\"sha\":\""
            + "c".repeat(40)
            + "\",\"siblings\":[{\"rfilename\":\"README.md\"},{\"rfilename\":\"model.gguf\"}]"
            + ",\"_files\":{\"README.md\":\""
            + CARD.replace("\n", "\\n")
            + "\"}";
    records.add(model("o/card", noon.minusSeconds(2), "false", files));
    return records;
  }

  private static HubRecord model(String id, Instant created, String gated, String more) {
    return Recordings.record(
        "{\"id\":\""
            + id
            + "\",\"createdAt\":\""
            + created
            + "\",\"lastModified\":\""
            + created.plusSeconds(60)
            + "\",\"gated\":"
            + gated
            + ",\"downloads\":"
            + created.getEpochSecond() % 997
            + ",\"likes\":3,\"tags\":[\"gguf\",\"license:mit\"]"
            + more
            + "}");
  }
}
