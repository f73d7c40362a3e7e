package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.HubClient.Answer;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeCatalogue;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeFace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelScopeFaceTest {

  private final ModelScopeCatalogue catalogue = new ModelScopeCatalogue();
  private final SimulatedHub hub =
      SimulatedHub.start(
          SimulatedHubConfig.defaults(),
          RecordedHub.empty(),
          List.of(new ModelScopeFace(catalogue)),
          Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void pagesAreNumberedWithinAnEnvelope() {
    catalogue.put(model("a/one", "llama"));
    catalogue.put(model("a/two", "qwen"));
    catalogue.put(model("b/three", "qwen"));
    Answer page = client.get("/openapi/v1/models?page_number=2&page_size=2");
    assertThat(page.json().path("success").asBoolean()).isTrue();
    JsonNode data = page.json().path("data");
    assertThat(data.path("total_count").asInt()).isEqualTo(3);
    assertThat(data.path("page_number").asInt()).isEqualTo(2);
    assertThat(ids(page)).containsExactly("b/three");
    assertThat(ids(client.get("/openapi/v1/models?page_number=9"))).isEmpty();
  }

  @Test
  void onlyTheFirstThreeThousandOfAQueryCanBeReached() {
    assertThat(client.get("/openapi/v1/models?page_number=30&page_size=100").status())
        .isEqualTo(200);
    Answer beyond = client.get("/openapi/v1/models?page_number=31&page_size=100");
    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.json().path("success").asBoolean()).isFalse();
    assertThat(client.get("/openapi/v1/models?sort=age").status()).isEqualTo(400);
  }

  @Test
  void filtersAndOwnersSliceTheListing() {
    catalogue.put(model("a/one", "llama").put("license", "mit"));
    catalogue.put(model("b/two", "qwen").put("private", true));
    catalogue.put(model("b/three", "qwen"));
    assertThat(ids(client.get("/openapi/v1/models?owner=b"))).containsExactly("b/three");
    assertThat(ids(client.get("/openapi/v1/models?filter.license=mit"))).containsExactly("a/one");
    assertThat(ids(client.get("/openapi/v1/models?filter.custom_tag=qwen")))
        .containsExactly("b/three");
    assertThat(ids(client.get("/openapi/v1/models?search=ONE"))).containsExactly("a/one");
  }

  @Test
  void timesOfEveryFormOrderTheListing() {
    catalogue.put(model("a/iso", "x").put("last_modified", "2026-06-02T00:00:00Z"));
    catalogue.put(model("a/seconds", "x").put("last_modified", 1_780_272_000L));
    catalogue.put(model("a/millis", "x").put("last_modified", 1_780_531_200_000L));
    assertThat(ids(client.get("/openapi/v1/models?sort=last_modified")))
        .containsExactly("a/millis", "a/iso", "a/seconds");
  }

  @Test
  void oneModelIsShownAndAMissingOneIsNot() {
    catalogue.put(model("a/one", "x"));
    assertThat(client.get("/openapi/v1/models/a/one").json().path("data").path("id").asText())
        .isEqualTo("a/one");
    catalogue.remove("a/one");
    assertThat(client.get("/openapi/v1/models/a/one").status()).isEqualTo(404);
  }

  private static List<String> ids(Answer page) {
    List<String> ids = new ArrayList<>();
    page.json().path("data").path("models").forEach(model -> ids.add(model.path("id").asText()));
    return ids;
  }

  private static ObjectNode model(String id, String tag) {
    ObjectNode model = RecordParser.JSON.createObjectNode().put("id", id);
    model.putArray("tags").add(tag);
    return model;
  }
}
