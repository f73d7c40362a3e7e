package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.simulated.HubClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListingTest {

  private final RecordedHub records =
      Recordings.of(
          "{'_id':'64a000000000000000000001','id':'acme/old','author':'acme','tags':['gguf','x'],"
              + "'createdAt':'2023-07-01T10:25:20.000Z','downloads':7,'likes':1,'sha':'"
              + "a".repeat(40)
              + "','lastModified':'2024-01-01T00:00:00.000Z','_fidelity':'full',"
              + "'pipeline_tag':null,'cardData':{'license':'mit'}}",
          "{'_id':'65a000000000000000000002','id':'acme/Middle','author':'acme','tags':['gguf'],"
              + "'createdAt':'2024-01-11T14:43:28.000Z','downloads':3,'trendingScore':4,"
              + "'pipeline_tag':'text-generation'}",
          "{'_id':'66a000000000000000000003','id':'zoo/new','tags':['x'],"
              + "'createdAt':'2024-07-23T19:01:36.000Z','config':{'model_type':'llama'}}");
  private final SimulatedHub hub =
      SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void creationOrderPagesByTheObservedCursorForm() {
    Answer first = client.get("/api/models?limit=1&sort=createdAt&direction=-1");
    assertThat(first.ids()).containsExactly("zoo/new");
    assertThat(first.next())
        .startsWith(hub.address() + "/api/models?limit=1&sort=createdAt&direction=-1&cursor=");
    assertThat(decodedCursor(first)).isEqualTo("{\"_id\":{\"$lt\":\"66a000000000000000000003\"}}");
    assertThat(idsOf("/api/models?limit=1&sort=createdAt&direction=-1"))
        .containsExactly("zoo/new", "acme/Middle", "acme/old");
  }

  @Test
  void otherOrdersPageByValueThenIdWithMissingValuesLast() {
    Answer first = client.get("/api/models?limit=1&sort=trendingScore");
    assertThat(decodedCursor(first))
        .isEqualTo(
            "{\"$or\":[{\"trendingScore\":4,\"_id\":{\"$gt\":\"65a000000000000000000002\"}},"
                + "{\"trendingScore\":{\"$lt\":4}},{\"trendingScore\":null}]}");
    assertThat(idsOf("/api/models?limit=1&sort=trendingScore"))
        .containsExactly("acme/Middle", "acme/old", "zoo/new");
    assertThat(idsOf("/api/models?limit=1&sort=downloads&direction=1"))
        .containsExactly("zoo/new", "acme/Middle", "acme/old");
    assertThat(idsOf("/api/models?limit=2&sort=id&direction=1"))
        .containsExactly("acme/Middle", "acme/old", "zoo/new");
  }

  @Test
  void modelsBornWhileAClientWalksDoNotDisturbTheWalk() {
    Answer first = client.get("/api/models?limit=1&sort=createdAt");
    records.add(Recordings.record("{'id':'acme/born','createdAt':'2025-01-01T00:00:00.000Z'}"));
    records.remove("zoo/new");
    assertThat(client.get(first.next()).ids()).containsExactly("acme/Middle");
    assertThat(client.get("/api/models?sort=createdAt").ids())
        .containsExactly("acme/born", "acme/Middle", "acme/old");
  }

  @Test
  void cursorThatIsUnreadableOrOfAnotherOrderIsRefused() {
    String byLikes = client.get("/api/models?limit=1&sort=likes").next();
    assertThat(client.get(byLikes.replace("sort=likes", "sort=downloads")).status()).isEqualTo(400);
    assertThat(client.get("/api/models?cursor=%21%21").status()).isEqualTo(400);
    assertThat(client.get("/api/models?sort=createdAt&cursor=e30%3D").status()).isEqualTo(400);
  }

  @Test
  void defaultItemHasTheFieldsOfTheRecordedListing() {
    JsonNode item = client.get("/api/models?sort=createdAt&search=MIDDLE").json().path(0);
    assertThat(names(item))
        .containsExactly(
            "_id",
            "id",
            "trendingScore",
            "private",
            "downloads",
            "tags",
            "pipeline_tag",
            "createdAt",
            "modelId");
  }

  @Test
  void orderByModificationShowsLastModified() {
    JsonNode item = client.get("/api/models?sort=lastModified&limit=1").json().path(0);
    assertThat(item.path("id").asText()).isEqualTo("zoo/new");
    assertThat(item.path("lastModified").asText()).isEqualTo("2024-07-23T19:01:36.000Z");
  }

  @Test
  void fullConfigAndCardDataAddTheirFields() {
    JsonNode old = client.get("/api/models?full=true&cardData=true&search=old").json().path(0);
    assertThat(names(old)).contains("author", "sha", "lastModified", "cardData");
    JsonNode young = client.get("/api/models?config=true&search=new").json().path(0);
    assertThat(young.path("config").path("model_type").asText()).isEqualTo("llama");
    assertThat(names(young)).doesNotContain("sha");
  }

  @Test
  void expandShowsIdsAndWhatWasAskedOnly() {
    String query = "/api/models?search=old&expand[]=cardData&expand=sha".replace("[]", "%5B%5D");
    assertThat(names(client.get(query).json().path(0)))
        .containsExactly("_id", "id", "sha", "cardData");
  }

  @Test
  void expandRefusesUnknownNamesAndNamesTheValidOnes() {
    for (String field : List.of("license", "_id")) {
      Answer answer = client.get("/api/models?expand=" + field);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("error").asText()).contains("\"cardData\"", "\"xetEnabled\"");
    }
    assertThat(client.get("/api/models?expand=sha&full=true").status()).isEqualTo(400);
    assertThat(client.get("/api/models/acme/old?expand=license").status()).isEqualTo(400);
  }

  @Test
  void filtersNarrowTogether() {
    assertThat(client.get("/api/models?filter=gguf&filter=x").ids()).containsExactly("acme/old");
    assertThat(client.get("/api/models?author=acme&sort=createdAt").ids())
        .containsExactly("acme/Middle", "acme/old");
    assertThat(client.get("/api/models?pipeline_tag=text-generation").ids())
        .containsExactly("acme/Middle");
    assertThat(client.get("/api/models?author=nobody").text()).isEqualTo("[]");
  }

  @Test
  void valuesThatMeanNothingAreRefused() {
    for (String query : List.of("sort=age", "direction=2", "limit=0", "limit=-1", "limit=many")) {
      assertThat(client.get("/api/models?" + query).status()).as(query).isEqualTo(400);
    }
    assertThat(client.get("/api/models?limit=5000").status()).isEqualTo(200);
  }

  @Test
  void pageThatTheClientHasIsNotSentAgainUntilItChanges() {
    Answer first = client.get("/api/models?limit=1&sort=createdAt");
    String etag = first.header("ETag");
    assertThat(etag).startsWith("W/\"");
    Answer again = client.get("/api/models?limit=1&sort=createdAt", "If-None-Match", etag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
    assertThat(again.header("RateLimit")).isNotEmpty();
    records.add(Recordings.record("{'id':'a/b','createdAt':'2025-01-01T00:00:00.000Z'}"));
    assertThat(client.get("/api/models?limit=1&sort=createdAt", "If-None-Match", etag).status())
        .isEqualTo(200);
    assertThat(hub.requestCounts()).containsEntry("list", 3L).containsEntry("not_modified", 1L);
  }

  private List<String> idsOf(String query) {
    return client.walk(query).stream().flatMap(page -> page.ids().stream()).toList();
  }

  private static String decodedCursor(Answer page) {
    String cursor = page.next().replaceFirst(".*cursor=", "").replace("%3D", "=");
    return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
  }

  private static List<String> names(JsonNode item) {
    return Stream.of(item)
        .flatMap(node -> node.properties().stream())
        .map(java.util.Map.Entry::getKey)
        .filter(name -> !name.equals("_synthetic"))
        .toList();
  }
}
