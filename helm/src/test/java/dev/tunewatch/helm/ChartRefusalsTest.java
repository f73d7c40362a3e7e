package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartRefusalsTest {

  @Nested
  class BySchema {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "kafka.bootstrapServer",
          "moed",
          "streams.persistence.enable",
          "alerts.resources.limit",
          "hubs[0].pollIntervall",
          "security.privileged",
          "networkPolicy.httpFrom[0].labels"
        })
    void aTypoIsNamed(String key) {
      String last = key.substring(key.lastIndexOf('.') + 1);

      assertThatThrownBy(() -> Chart.with(Map.of(key, "x", "hubs[0].name", "huggingface")))
          .hasMessageContaining(last);
    }

    @ParameterizedTest
    @CsvSource({
      "mode, distributed",
      "streams.profile, fast",
      "streams.replicas, 0",
      "http.port, 70000",
      "hubs[0].since, yesterday",
      "hubs[0].baseUrl, ftp://hub.example.org",
      "kafka.bootstrapServers, kafka.example.org",
      "database.url, postgres://postgres.example.org/tunewatch",
      "image.digest, sha256:short",
      "security.runAsUser, 0",
    })
    void aValueOutOfRangeIsNamed(String key, String value) {
      String last = key.substring(key.lastIndexOf('.') + 1);

      assertThatThrownBy(() -> Chart.with(Map.of("hubs[0].name", "huggingface", key, value)))
          .hasMessageContaining(last);
    }

    @Test
    void everyObjectOfTheSchemaIsClosedAndTitled() throws IOException {
      JsonNode schema =
          new ObjectMapper().readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
      List<String> open = new ArrayList<>();

      findOpen(schema, "", open);

      // What a parent chart hands down is not ours to know.
      Assertions.assertThat(open).containsExactly("/properties/global");
    }

    private void findOpen(JsonNode node, String path, List<String> open) {
      if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
        open.add(path);
      }
      if (node.path("additionalProperties").asBoolean(false)) {
        open.add(path);
      }
      if (node.has("properties") && !node.has("title")) {
        open.add(path + " (no title)");
      }
      node.fields().forEachRemaining(e -> findOpen(e.getValue(), path + "/" + e.getKey(), open));
      if (node.isArray()) {
        node.forEach(item -> findOpen(item, path, open));
      }
    }
  }

  @Nested
  class BySentence {

    @Test
    void servicesWithoutKafka() {
      refuses(Map.of("mode", "services"), "mode services needs kafka.bootstrapServers");
    }

    @Test
    void servicesWithoutADatabase() {
      refuses(
          Map.of("mode", "services", "kafka.bootstrapServers", "kafka:9092"),
          "mode services needs database.url");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "jdbc:postgresql://db/tunewatch?user=me&password=secret",
          "jdbc:postgresql://me:secret@db/tunewatch"
        })
    void credentialsInTheAddressOfTheDatabase(String url) {
      assertThatThrownBy(() -> Chart.withValues("services", Map.of("database.url", url)))
          .hasMessageContaining("database.url holds credentials")
          .hasMessageNotContaining("secret@")
          .hasMessageNotContaining("=secret");
    }

    @Test
    void moreThreadsThanPartitions() {
      assertThatThrownBy(
              () ->
                  Chart.withValues(
                      "services", Map.of("streams.replicas", 13, "streams.threads", 4)))
          .hasMessageContaining(
              "streams.replicas x streams.threads is 52, more than the 48 of kafka.partitions");
    }

    @Test
    void oneHubTwice() {
      refuses(
          Map.of("hubs[0].name", "huggingface", "hubs[1].name", "huggingface"),
          "hubs names \"huggingface\" twice");
    }

    @ParameterizedTest
    @CsvSource({
      "kafka.bootstrapServers, kafka:9092, does not read kafka.bootstrapServers",
      "database.url, jdbc:postgresql://db/tunewatch, does not read database.url",
      "alerts.backlogAge, 3d, alerts.backlogAge is read in mode services only",
      "alerts.consoleAddress, https://x.example, alerts.consoleAddress is read in mode services only",
      "alerts.disableAfter, 48h, alerts.disableAfter is read in mode services only",
      "streams.restrictedTerms.secretName, terms, streams.restrictedTerms is read in mode services only",
      "alerts.smtp.host, mail.example, alerts.smtp is read in mode services only",
    })
    void standaloneWithWhatOnlyServicesReads(String key, String value, String sentence) {
      refuses(Map.of("hubs[0].name", "huggingface", key, value), sentence);
    }

    @Test
    void standaloneWithTwoBeginnings() {
      refuses(
          Map.of("hubs[0].name", "a", "hubs[0].since", "24h", "hubs[1].name", "b"),
          "mode standalone has one since, one pollInterval and one backfill for all hubs");
    }

    @Test
    void standaloneWithATokenThatCouldGoToTheWrongHub() {
      refuses(
          Map.of(
              "hubs[0].name", "a",
              "hubs[1].name", "b",
              "hubs[1].token.secretName", "s",
              "hubs[1].token.key", "t"),
          "mode standalone sends its token to one hub");
    }

    private void refuses(Map<String, Object> values, String sentence) {
      assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining(sentence);
    }
  }
}
