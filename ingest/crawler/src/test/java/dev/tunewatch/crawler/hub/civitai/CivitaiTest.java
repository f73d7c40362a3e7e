package dev.tunewatch.crawler.hub.civitai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePartCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CivitaiTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private static final String SHA = "AB".repeat(32);
  private static final String VERSIONS =
      "'modelVersions':[{'id':12,'name':'v2','baseModel':'SDXL 1.0',"
          + "'publishedAt':'2026-08-02T00:00:00.000Z','trainedWords':['somebody'],"
          + "'files':[{'name':'ada_example_v2.safetensors','sizeKB':2.5,'hashes':{'SHA256':'"
          + SHA
          + "'}}]},{'id':11,'baseModel':'SD 1.5','publishedAt':'2026-08-01T10:00:00.123'}]";

  private final Hub hub = new Civitai();

  @Tag("corpus")
  @Test
  void mapsRealModels() throws Exception {
    Path real =
        Path.of(
            System.getProperty("tunewatch.corpus"), "api-examples", "civitai-models-response.json");
    Page page = page(hub, Files.readString(real), "https://civitai.com/api/v1/models?limit=10");
    assertThat(page.rows()).hasSize(10).allMatch(row -> row instanceof Row.Listed);
    assertThat(page.next())
        .contains("https://civitai.com/api/v1/models?limit=10&cursor=22138%7C364671%7C25494");
    for (Row row : page.rows()) {
      Listing listing = (Listing) ((Row.Listed) row).part().body();
      assertThat(listing.title()).isNotNull();
      assertThat(listing.files()).isNotEmpty().allMatch(file -> file.sha256() != null);
      assertThat(listing.lastModified()).isNotNull();
    }
  }

  @Test
  void mapsWhatTheSignalsNeedUnderTheHubsNumber() {
    Row.Listed row =
        listed(
            "{'id':7,'name':'Ada Uncensored','type':'LoCon','nsfw':true,'nsfwLevel':31,'poi':false,"
                + "'creator':{'username':'maker'},'tags':['style'],'description':'<p>x</p>',"
                + "'stats':{'downloadCount':5,'thumbsUpCount':2},"
                + VERSIONS
                + "}");
    Listing listing = (Listing) row.part().body();
    assertThat(row.part().release()).isEqualTo(new ReleaseName("civitai", "7"));
    assertThat(row.identity()).isEqualTo("7");
    assertThat(listing.title()).isEqualTo("Ada Uncensored");
    assertThat(listing.author()).isEqualTo("maker");
    assertThat(listing.tags()).containsExactly("locon", "lora", "style");
    assertThat(listing.flags()).containsExactly("nsfw");
    assertThat(listing.createdAt()).isEqualTo("2026-08-01T10:00:00.123Z");
    assertThat(listing.lastModified()).isEqualTo("2026-08-02T00:00:00Z");
    assertThat(row.time(Order.CREATED)).isEqualTo("2026-08-02T00:00:00Z");
    assertThat(listing.revision()).isEqualTo("12");
    assertThat(listing.parents())
        .contains(new DeclaredParent("SDXL 1.0", Relation.ADAPTER, DeclaredParent.Source.HUB));
    assertThat(listing.files())
        .containsExactly(new ReleaseFile("ada_example_v2.safetensors", 2560L, SHA.toLowerCase()));
    assertThat(listing.downloadsAllTime()).isEqualTo(5);
    assertThat(new String(ReleasePartCodec.encode(row.part()), StandardCharsets.UTF_8))
        .doesNotContain("somebody")
        .doesNotContain("<p>");
  }

  @Test
  void keepsNoNameOfALikenessModelWithoutAKey() {
    for (String mark : List.of("'poi':true", "'poi':'yes'", "'poi':1", "'tags2':[]")) {
      String tags = mark.startsWith("'tags2'") ? "['Celebrity','ada example']" : "['ada example']";
      Row.Listed row =
          listed(
              "{'id':7,'name':'Ada Example','type':'LORA','creator':{'username':'ada-fan'},'tags':"
                  + tags
                  + ","
                  + mark
                  + ","
                  + VERSIONS
                  + "}");
      String json = new String(ReleasePartCodec.encode(row.part()), StandardCharsets.UTF_8);
      assertThat(json.toLowerCase()).as(mark).doesNotContain("ada").doesNotContain("somebody");
      Listing listing = (Listing) row.part().body();
      assertThat(listing.files())
          .containsExactly(new ReleaseFile("file-1.safetensors", 2560L, SHA.toLowerCase()));
      assertThat(listing.tags()).contains("lora").doesNotContain("ada example");
    }
  }

  @Test
  void countsRepeatedUploadsOfOneSubjectWithAKeyAndNothingMore() {
    Hub keyed = hub.with(Redaction.keyed("a key of some length"));
    Hub other = hub.with(Redaction.keyed("another key of length"));
    String record = "{'id':%d,'name':'%s','type':'LORA','poi':true}";
    List<String> one = tags(keyed, record.formatted(1, "Ada Éxample LoRA v2 (SDXL)"));
    List<String> two = tags(keyed, record.formatted(2, "example, ada"));
    List<String> three = tags(other, record.formatted(2, "example, ada"));
    List<String> four = tags(keyed, record.formatted(3, "Bob Example"));
    assertThat(one).hasSize(2).isEqualTo(two).isNotEqualTo(four);
    assertThat(one.get(1)).matches("likeness-subject:[0-9a-f]{32}").isNotEqualTo(three.get(1));
    assertThatThrownBy(() -> Redaction.keyed("short")).hasMessageNotContaining("short ");
    assertThat(Redaction.keyed("a key of some length").toString()).doesNotContain("some");
  }

  @Test
  void leavesNothingOfWhatShowsAMinorButItsNumber() {
    for (String record :
        List.of(
            "{'id':7,'name':'Ada','minor':true}",
            "{'id':7,'name':'Ada','minor':'no'}",
            "{'id':7,'name':'Ada loli','nsfw':true}",
            "{'id':7,'name':'Ada','nsfwLevel':16,'tags':['Child']}",
            "{'id':7,'name':'Ada','nsfw':true,'modelVersions':[{'trainedWords':['x, shota']}]}")) {
      Row row = read(hub, record);
      assertThat(row).as(record).isInstanceOf(Row.Escalated.class);
      Escalation escalation = ((Row.Escalated) row).escalation();
      assertThat(escalation.id()).isEqualTo("7");
      assertThat(new String(escalation.encode(), StandardCharsets.UTF_8)).doesNotContain("Ada");
      assertThatThrownBy(() -> hub.format().read(bytes(record), NOW))
          .isInstanceOf(MalformedRecord.class)
          .hasMessageNotContaining("Ada");
    }
    assertThat(read(hub, "{'id':7,'name':'Ursa Minor','nsfw':true}"))
        .isInstanceOf(Row.Listed.class);
    assertThat(read(hub, "{'id':7,'tags':['child'],'nsfw':false}")).isInstanceOf(Row.Listed.class);
  }

  @Test
  void keepsNoBodyOfWhatItDidNotUnderstand() {
    for (String record :
        List.of(
            "{'name':'Ada'}",
            "{'id':'x','name':'Ada'}",
            "{'id':-1,'name':'Ada'}",
            "{'id':99999999999999999999,'name':'Ada'}",
            "{'id':1,'id':2,'name':'Ada'}",
            "{'id':1,'tags':'Ada'}",
            "{'id':1,Ada}",
            "[]")) {
      Row.Refused refused = (Row.Refused) read(hub, record);
      assertThat(new String(refused.bytes(), StandardCharsets.UTF_8)).doesNotContain("Ada");
      assertThat(refused.reason()).as(record).doesNotContain("Ada");
      assertThatThrownBy(() -> hub.format().read(bytes(record), NOW))
          .hasMessageNotContaining("Ada");
    }
    assertThat(hub.mayKeepRefused()).isFalse();
  }

  @Test
  void boundsWhatIsHugeAndReadsOddFieldsAsUnknown() {
    StringBuilder tags = new StringBuilder("'x'");
    for (int i = 0; i < 10_000; i++) {
      tags.append(",'t").append(i).append("y".repeat(300)).append("'");
    }
    Listing huge =
        (Listing)
            listed("{'id':1,'name':'" + "n".repeat(90_000) + "','tags':[" + tags + "]}")
                .part()
                .body();
    assertThat(huge.title()).hasSize(256);
    assertThat(huge.tags().size()).isLessThanOrEqualTo(512);
    Listing odd =
        (Listing)
            listed(
                    "{'id':1,'name':7,'type':['LORA'],'creator':'x','stats':[1],'nsfwLevel':1e400,"
                        + "'tags':[{'name':'style'},7,null],'modelVersions':[3,{'files':'x',"
                        + "'publishedAt':'soon','baseModel':{}},{'files':[{'name':'f','sizeKB':-1,"
                        + "'hashes':{'SHA256':'zz'}}]}]}")
                .part()
                .body();
    assertThat(odd.tags()).containsExactly("style");
    assertThat(odd.title()).isNull();
    assertThat(odd.createdAt()).isNull();
    assertThat(odd.files()).containsExactly(new ReleaseFile("f", null, null));
  }

  @Test
  void followsTheCursorAndNeverAPageNumber() throws Exception {
    assertThat(hub.orders()).containsExactly(Order.CREATED);
    String first = hub.firstPage("https://civitai.com/", Order.CREATED, 1_000);
    assertThat(first)
        .isEqualTo("https://civitai.com/api/v1/models?limit=100&sort=Newest&nsfw=true");
    Page page =
        page(
            hub,
            "{'items':[],'metadata':{'nextCursor':'1|2','nextPage':'https://api.civitai.com/x'}}",
            first + "&cursor=0%7C1");
    assertThat(page.next()).contains(first + "&cursor=1%7C2");
    String linked = "{'items':[],'metadata':{'nextPage':'https://elsewhere.example/x'}}";
    assertThat(page(hub, linked, first).next()).contains("https://elsewhere.example/x");
    assertThat(page(hub, "{'items':[],'metadata':{}}", first).next()).isEmpty();
  }

  @Test
  void refusesAPageThatWasCutOffBehindItsRows() {
    for (String body :
        List.of(
            "<html>",
            "[]",
            "{'items':{}}",
            "{'items':[{'id':1}]}",
            "{'items':[{'id':1}],'metadata'",
            "{'items':[{'id':1}],'metadata':{}",
            "{'items':[{'id':1},")) {
      assertThatThrownBy(() -> page(hub, body, "http://h/"))
          .as(body)
          .isInstanceOf(MalformedPage.class);
    }
  }

  @Test
  void readsOneModelAsItsRow() {
    assertThat(hub.releaseUrl("https://civitai.com", new ReleaseName("civitai", "7")))
        .isEqualTo("https://civitai.com/api/v1/models/7");
    assertThat(hub.releaseUrl("https://civitai.com", new ReleaseName("civitai", "../x")))
        .endsWith("/api/v1/models/0");
    Listing gone =
        (Listing) listed("{'id':7,'mode':'TakenDown','tags':[{'name':'a'}]}").part().body();
    assertThat(gone.disabled()).isTrue();
    assertThat(hub.saysGone(404)).isTrue();
    assertThat(hub.saysGone(401)).isFalse();
  }

  private static List<String> tags(Hub hub, String record) {
    return ((Listing) ((Row.Listed) read(hub, record)).part().body()).tags();
  }

  private Row.Listed listed(String record) {
    return (Row.Listed) read(hub, record);
  }

  private static Row read(Hub hub, String record) {
    return hub.readRelease(bytes(record), new Reading("live", "http://h/api/v1/models?x", NOW));
  }

  private static Page page(Hub hub, String body, String url) throws MalformedPage {
    return hub.readPage(new Answer(url, 200, Map.of(), bytes(body)), new Reading("live", url, NOW));
  }

  private static byte[] bytes(String json) {
    String quoted = json.startsWith("{'") || json.contains("['") ? json.replace('\'', '"') : json;
    return quoted.getBytes(StandardCharsets.UTF_8);
  }
}
