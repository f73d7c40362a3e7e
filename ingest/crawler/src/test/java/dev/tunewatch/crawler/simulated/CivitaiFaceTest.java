package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.HubClient.Answer;
import dev.tunewatch.crawler.simulated.civitai.CivitaiCatalogue;
import dev.tunewatch.crawler.simulated.civitai.CivitaiFace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CivitaiFaceTest {

  private final CivitaiCatalogue catalogue = new CivitaiCatalogue();
  private final SimulatedHub hub =
      SimulatedHub.start(
          SimulatedHubConfig.defaults(),
          RecordedHub.empty(),
          List.of(new CivitaiFace(catalogue)),
          Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void newestAreWalkedByTheNextPageThatTheBodyNames() {
    for (int id = 1; id <= 7; id++) {
      catalogue.put(model(id, "2026-06-0" + id + "T10:00:00.000" + (id % 2 == 0 ? "Z" : "")));
    }
    Answer first = client.get("/api/v1/models?sort=Newest&limit=3");
    assertThat(first.header("RateLimit")).isEmpty();
    assertThat(first.json().path("metadata").path("nextCursor").asText()).matches("[0-9]+\\|5");
    assertThat(walk(first)).containsExactly(7, 6, 5, 4, 3, 2, 1);
    assertThat(hub.requestCounts()).containsEntry("face", 3L).containsEntry("list", 0L);
  }

  @Test
  void pagesTooFarBackAndPagesOfASearchAreRefused() {
    assertThat(client.get("/api/v1/models?page=10&limit=100").status()).isEqualTo(200);
    Answer far = client.get("/api/v1/models?page=11&limit=100");
    assertThat(far.status()).isEqualTo(429);
    assertThat(far.json().path("error").asText())
        .isEqualTo("You've requested too many pages, please use cursors instead");
    assertThat(client.get("/api/v1/models?query=x&page=1").status()).isEqualTo(400);
    for (String query : List.of("limit=101", "limit=x", "sort=Age", "cursor=1", "page=x")) {
      assertThat(client.get("/api/v1/models?" + query).status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void realPersonsAreNotListedButShownByTheirNumber() {
    catalogue.put(model(1, "2026-06-01T10:00:00").put("poi", true));
    catalogue.put(model(2, "2026-06-01T10:00:00"));
    assertThat(walk(client.get("/api/v1/models"))).containsExactly(2);
    assertThat(client.get("/api/v1/models/1").json().path("poi").asBoolean()).isTrue();
    assertThat(client.get("/api/v1/models/3").status()).isEqualTo(404);
    catalogue.remove(2);
    assertThat(client.get("/api/v1/models").json().path("items")).isEmpty();
  }

  @Test
  void filtersNarrowTheListing() {
    catalogue.put(model(1, "2026-06-01T10:00:00").put("type", "LORA").put("nsfw", true));
    catalogue.put(model(2, "2026-06-01T10:00:00").put("type", "LLM"));
    assertThat(walk(client.get("/api/v1/models?types=LLM"))).containsExactly(2);
    assertThat(walk(client.get("/api/v1/models?types=LLM&types=LORA"))).hasSize(2);
    assertThat(walk(client.get("/api/v1/models?nsfw=false"))).containsExactly(2);
    assertThat(walk(client.get("/api/v1/models?baseModels=SDXL"))).hasSize(2);
    assertThat(walk(client.get("/api/v1/models?username=x"))).isEmpty();
    assertThat(walk(client.get("/api/v1/models?ids=1"))).containsExactly(1);
  }

  private List<Integer> walk(Answer first) {
    List<Integer> ids = new ArrayList<>();
    for (Answer page = first; ; ) {
      page.json().path("items").forEach(item -> ids.add(item.path("id").asInt()));
      JsonNode next = page.json().path("metadata").path("nextPage");
      if (!next.isTextual()) {
        return ids;
      }
      page = client.get(next.asText());
    }
  }

  private static ObjectNode model(int id, String publishedAt) {
    ObjectNode model = RecordParser.JSON.createObjectNode().put("id", id).put("name", "m" + id);
    model
        .putArray("modelVersions")
        .addObject()
        .put("id", id * 10)
        .put("baseModel", "SDXL")
        .put("publishedAt", publishedAt);
    return model;
  }
}
