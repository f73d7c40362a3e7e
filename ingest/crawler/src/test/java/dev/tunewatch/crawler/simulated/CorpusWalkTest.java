package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.simulated.HubClient.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("corpus")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusWalkTest {

  private static final int MODELS = 8_026;

  private final RecordedHub recorded = corpus();
  private final SimulatedHub hub =
      SimulatedHub.start(SimulatedHubConfig.defaults(), recorded, Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  private static RecordedHub corpus() {
    try {
      return RecordedHub.read(Recordings.corpus());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  void hasRead() {
    assertThat(recorded.size()).isEqualTo(MODELS);
  }

  @AfterAll
  void close() {
    hub.close();
  }

  @Test
  void walkByLinkGivesEveryModelOnceNewestFirst() {
    List<Answer> pages = client.walk("/api/models?sort=createdAt&direction=-1&limit=1000");
    List<JsonNode> items = items(pages);
    assertThat(pages).hasSize(9);
    assertThat(items).hasSize(MODELS);
    assertThat(new HashSet<>(ids(items))).hasSize(MODELS);
    assertThat(items.stream().map(item -> item.path("_id").asText()).toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(items.stream().map(CorpusWalkTest::second).toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void walksInEveryOrderGiveEveryModelOnce() {
    for (ListOrder.Sort sort : ListOrder.Sort.values()) {
      for (String direction : List.of("-1", "1")) {
        String query = "?sort=" + sort.field() + "&direction=" + direction;
        List<Answer> pages = client.walk("/api/models" + query + "&expand=createdAt");
        assertThat(new HashSet<>(ids(items(pages)))).as(query).hasSize(MODELS);
        assertThat(items(pages)).as(query).hasSize(MODELS);
      }
    }
  }

  @Test
  void createdAtAndObjectIdAgreeOnTheSecond() {
    for (JsonNode item : items(client.walk("/api/models?sort=createdAt"))) {
      assertThat(HubTime.secondOf(item.path("_id").asText()))
          .as(item.path("id").asText())
          .isEqualTo(Instant.ofEpochSecond(second(item)));
    }
  }

  @Test
  void everyModelIsReachableByNameBareAndEncodedAndSoIsItsCard() {
    for (HubRecord record : recorded.records()) {
      String id = record.id();
      assertThat(client.get("/api/models/" + id + "?expand=sha").json().path("id").asText())
          .isEqualTo(id);
      if (id.contains(":")) {
        String encoded = id.replace(":", "%3A").replace("/", "%2F");
        assertThat(client.get("/api/models/" + encoded + "?expand=sha").status()).isEqualTo(200);
      }
      byte[] card = record.files().get("README.md");
      if (card != null) {
        Answer answer = client.get("/" + id + "/resolve/main/README.md");
        assertThat(answer.status()).as(id).isEqualTo(200);
        assertThat(answer.response().body()).as(id).isEqualTo(card);
      }
    }
  }

  @Test
  void nothingThatTheRecorderNotedIsServed() {
    for (String query : List.of("?limit=1000", "?limit=1000&full=true&config=true&cardData=true")) {
      assertThat(client.get("/api/models" + query).text())
          .doesNotContain("\"_fidelity\"", "\"_files\"", "\"_sources\"", "\"_observed\"");
    }
  }

  private static long second(JsonNode item) {
    return Instant.parse(item.path("createdAt").asText()).getEpochSecond();
  }

  private static List<JsonNode> items(List<Answer> pages) {
    List<JsonNode> items = new ArrayList<>();
    pages.forEach(page -> page.json().forEach(items::add));
    return items;
  }

  private static List<String> ids(List<JsonNode> items) {
    return items.stream().map(item -> item.path("id").asText()).toList();
  }
}
