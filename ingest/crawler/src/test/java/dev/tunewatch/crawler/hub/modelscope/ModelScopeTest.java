package dev.tunewatch.crawler.hub.modelscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ReleaseName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelScopeTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private final ModelScope hub = new ModelScope();

  @Test
  void mapsWhatTheListingSays() {
    Row.Listed row =
        listed(
            "{'id':'acme/x-GGUF','display_name':'X','downloads':7,'likes':3,"
                + "'created_at':1767225600,'last_modified':1767312000000,'license':'apache-2.0',"
                + "'tags':['uncensored'],'tasks':['text-generation'],'file_size':9,'private':false,"
                + "'gated':true,'login_required':false}");
    Listing listing = (Listing) row.part().body();
    assertThat(row.part().release()).isEqualTo(new ReleaseName("modelscope", "acme/x-GGUF"));
    assertThat(listing.createdAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(listing.lastModified()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(row.time(Order.CREATED)).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(listing.tags()).containsExactly("uncensored", "text-generation");
    assertThat(listing.pipelineTag()).isEqualTo("text-generation");
    assertThat(listing.licence()).isEqualTo("apache-2.0");
    assertThat(listing.gating()).isEqualTo(Gating.AUTO);
    assertThat(listing.files()).isNull();
    assertThat(
            ((Listing) listed("{'id':'a/b','last_modified':'2026-01-01T00:00:00Z'}").part().body())
                .lastModified())
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void readsOddFieldsAsUnknownAndRefusesWhatIsNoRelease() {
    Listing odd =
        (Listing)
            listed(
                    "{'id':'a/b','downloads':-1,'likes':'x','created_at':1e99,'gated':'yes',"
                        + "'last_modified':'now','tasks':7,'license':[]}")
                .part()
                .body();
    assertThat(odd.downloads()).isNull();
    assertThat(odd.createdAt()).isNull();
    assertThat(odd.gating()).isNull();
    for (String record :
        List.of("{}", "{'id':7}", "{'id':'a b'}", "{'id':'a/b','tags':'x'}", "7")) {
      Row row = hub.readRelease(bytes("{'success':true,'data':" + record + "}"), reading("u"));
      assertThat(row).as(record).isInstanceOf(Row.Refused.class);
    }
    assertThat(hub.readRelease(bytes("{'success':false}"), reading("u")))
        .isInstanceOf(Row.Refused.class);
  }

  @Test
  void countsPagesUpToWhereTheHubStopsAndSaysWhenItIsCut() throws Exception {
    String first = hub.firstPage("http://h/", Order.CREATED, 1_000);
    assertThat(first)
        .isEqualTo("http://h/openapi/v1/models?page_number=1&page_size=100&sort=last_modified");
    Page more = page(first, "{'id':'a/b'}", 5_000);
    assertThat(more.next()).contains(first.replace("page_number=1", "page_number=2"));
    assertThat(page(first, "{'id':'a/b'}", 100).next()).isEmpty();
    assertThat(page(first, "", 5_000).next()).isEmpty();

    String last = first.replace("page_number=1", "page_number=30");
    Page cut = page(last, "{'id':'a/b'}", 3_001);
    assertThat(cut.next()).isEmpty();
    assertThat(cut.cut()).isTrue();
    assertThat(page(last, "{'id':'a/b'}", 3_000).cut()).isFalse();
  }

  @Test
  void asksTaskByTaskForTheWholeListing() {
    assertThat(hub.wholeListing("http://h", 100))
        .hasSizeGreaterThan(10)
        .allMatch(url -> url.startsWith("http://h/openapi/v1/models?page_number=1&page_size=100"))
        .anyMatch(url -> url.endsWith("&filter.task=text-generation"));
  }

  @Test
  void refusesAPageThatIsNone() {
    for (String body :
        List.of(
            "<html>",
            "[]",
            "{'success':false}",
            "{'data':{'models':[{'id':'a/b'}",
            "{'data':{}}")) {
      assertThatThrownBy(
              () -> hub.readPage(new Answer("u", 200, Map.of(), bytes(body)), reading("u")))
          .as(body)
          .isInstanceOf(MalformedPage.class);
    }
  }

  @Test
  void readsOneModelAsItsRow() {
    assertThat(hub.releaseUrl("http://h/", new ReleaseName("modelscope", "a/é?x")))
        .isEqualTo("http://h/openapi/v1/models/a/%C3%A9%3Fx");
    assertThat(hub.saysGone(404)).isTrue();
    assertThat(hub.saysGone(403)).isFalse();
  }

  private Page page(String url, String models, int total) throws MalformedPage {
    String body = "{'success':true,'data':{'models':[" + models + "],'total_count':" + total + "}}";
    return hub.readPage(new Answer(url, 200, Map.of(), bytes(body)), reading(url));
  }

  private Row.Listed listed(String record) {
    return (Row.Listed)
        hub.readRelease(bytes("{'success':true,'data':" + record + "}"), reading("u"));
  }

  private static Reading reading(String url) {
    return new Reading("live", url, NOW);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
