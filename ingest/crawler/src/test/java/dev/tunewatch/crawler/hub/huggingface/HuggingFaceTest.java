package dev.tunewatch.crawler.hub.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.DeclaredParent.Source;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelConfig;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.SmallFiles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HuggingFaceTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private static final Reading READING =
      new Reading("recheck", "http://h/api/models/a/b?expand=x", NOW);
  private final HuggingFace hub = new HuggingFace();

  @Tag("corpus")
  @Test
  void mapsEveryRecordedRelease() throws Exception {
    Path corpus =
        Path.of(System.getProperty("tunewatch.corpus"), "huggingface", "models.ndjson.gz");
    int records = 0;
    int cards = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<ReleasePart> parts = read(line);
        records++;
        cards += parts.size() - 1;
      }
    }
    assertThat(records).isEqualTo(8_026);
    assertThat(cards).isEqualTo(6_179);
  }

  @Test
  void mapsWhatTheListingSays() throws Exception {
    Listing listing =
        listing(
            "{'_id':'69e864fd6b68f7e6cfc63ca3','id':'org/x','author':'org','sha':'abc',"
                + "'createdAt':'2026-04-22T06:04:45.000Z','lastModified':'2026-04-23T00:00:00.000Z',"
                + "'gated':'manual','private':false,'disabled':false,'downloads':7,'likes':3,"
                + "'pipeline_tag':'text-generation','library_name':'transformers',"
                + "'tags':['merge','license:mit','dataset:a/b','not-for-all-audiences'],"
                + "'cardData':{'tags':['heretic'],'language':['en',false],'datasets':'c/d',"
                + "'license':'apache-2.0'},"
                + "'config':{'architectures':['L'],'model_type':'llama',"
                + "'quantization_config':{'quant_method':'awq'}},"
                + "'safetensors':{'total':8000},"
                + "'siblings':[{'rfilename':'a.gguf','size':5,'lfs':{'sha256':'ff','size':5}},"
                + "{'rfilename':'README.md'}]}");
    assertThat(listing.url()).isEqualTo("https://huggingface.co/org/x");
    assertThat(listing.createdAt()).isEqualTo("2026-04-22T06:04:45Z");
    assertThat(listing.gating()).isEqualTo(Gating.MANUAL);
    assertThat(listing.licence()).isEqualTo("mit");
    assertThat(listing.datasets()).containsExactly("a/b", "c/d");
    assertThat(listing.languages()).containsExactly("en", "no");
    assertThat(listing.cardTags()).containsExactly("heretic");
    assertThat(listing.flags()).containsExactly("nsfw");
    assertThat(Objects.requireNonNull(listing.facts()).quantMethod()).isEqualTo("awq");
    assertThat(listing.facts().parameters()).isEqualTo(8000);
    assertThat(listing.files())
        .containsExactly(
            new ReleaseFile("a.gguf", 5L, "ff"), new ReleaseFile("README.md", null, null));
  }

  @Test
  void namesParentsAsEachSourceNamesThem() throws Exception {
    Listing listing =
        listing(
            "{'id':'org/x','tags':['base_model:a/b','base_model:quantized:a/b','base_model:c/d',"
                + "'base_model:odd:e/f'],"
                + "'cardData':{'base_model':['a/b'],'base_model_relation':'merge'},"
                + "'baseModels':{'relation':'finetune','models':[{'_id':'1','id':'g/h'}]},"
                + "'config':{'peft':{'base_model_name_or_path':'i/j'}}}");
    assertThat(listing.parents())
        .containsExactly(
            new DeclaredParent("a/b", Relation.QUANTIZED, Source.TAG),
            new DeclaredParent("c/d", null, Source.TAG),
            new DeclaredParent("odd:e/f", null, Source.TAG),
            new DeclaredParent("a/b", Relation.MERGE, Source.CARD_DATA),
            new DeclaredParent("g/h", Relation.FINETUNE, Source.HUB),
            new DeclaredParent("i/j", Relation.ADAPTER, Source.ADAPTER_CONFIG));
  }

  @Test
  void readsTheHubsFloorAsUnknownAndNoticesATimeThatContradictsTheId() throws Exception {
    assertThat(listing("{'id':'a/b','createdAt':'2022-03-02T23:29:04.000Z'}").createdAt()).isNull();
    Instant inId = Instant.ofEpochSecond(0x69e864fdL);
    assertThat(ObjectIds.agree("69e864fd6b68f7e6cfc63ca3", inId.plusSeconds(60))).isTrue();
    assertThat(ObjectIds.agree("69e864fd6b68f7e6cfc63ca3", inId.minusSeconds(864_000))).isFalse();
    assertThat(ObjectIds.agree("not-an-object-id", inId)).isTrue();
  }

  @Test
  void boundsWhatIsHuge() throws Exception {
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      tags.append(i == 0 ? "" : ",").append("'").append("t".repeat(400)).append(i).append("'");
    }
    StringBuilder few = new StringBuilder("'x'");
    for (int i = 0; i < 600; i++) {
      few.append(",'tag").append(i).append("'");
    }
    assertThat(listing("{'id':'a/b','tags':[" + tags + "]}").tags())
        .allMatch(tag -> tag.length() <= 256);
    assertThat(listing("{'id':'a/b','tags':[" + few + "]}").tags()).hasSize(512);
  }

  @Test
  void readsOddOptionalFieldsAsUnknown() throws Exception {
    Listing listing =
        listing(
            "{'id':'a/b','_id':null,'tags':null,'downloads':'many','likes':-1,'gated':3,"
                + "'createdAt':'yesterday','cardData':[1],'config':'x','siblings':{},"
                + "'safetensors':{'total':1e400},'pipeline_tag':null,'author':7}");
    assertThat(listing.downloads()).isNull();
    assertThat(listing.likes()).isNull();
    assertThat(listing.createdAt()).isNull();
    assertThat(listing.files()).isNull();
    assertThat(listing.facts()).isNull();
  }

  @Test
  void refusesWhatCannotBeARelease() {
    for (String record :
        List.of(
            "{}",
            "[]",
            "{'id':7}",
            "{'id':'a b'}",
            "{'id':''}",
            "{'id':'a/b','id':'a/c'}",
            "{'id':'a/b','tags':'x'}",
            "{'id':'a/b','_id':{}}",
            "{'id':'a/b'",
            "{'id':'a/b'} x",
            "{'id':'a/b','_files':3}",
            "{'id':'a/b','x':" + "[".repeat(200) + "]".repeat(200) + "}")) {
      assertThatThrownBy(() -> read(record.replace('\'', '"')))
          .as(record)
          .isInstanceOf(MalformedRecord.class);
    }
  }

  @Test
  void keepsABadRowAndGoesOnWithThePage() throws Exception {
    String page = "[{'id':'a/b'}, {'id':'a/c','id':1} ,\n7,'x',{'id':'é/d'}]".replace('\'', '"');
    List<Row> rows = page(page, Map.of()).rows();
    assertThat(rows).hasSize(5);
    assertThat(rows.get(0)).isInstanceOf(Row.Listed.class);
    assertThat(new String(((Row.Refused) rows.get(1)).bytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"a/c\",\"id\":1}");
    assertThat(new String(((Row.Refused) rows.get(2)).bytes(), StandardCharsets.UTF_8))
        .isEqualTo("7");
    assertThat(((Row.Listed) rows.get(4)).part().release().id()).isEqualTo("é/d");
  }

  @Test
  void refusesAPageThatIsNoArray() {
    for (String page : List.of("<html>", "[{\"id\":\"a/b\"},{\"id\":", "{\"error\":\"x\"}", "")) {
      Map<String, String> link = Map.of("link", "</api/models?cursor=2>; rel=\"next\"");
      assertThatThrownBy(() -> page(page, link))
          .as(page)
          .isInstanceOfSatisfying(
              MalformedPage.class,
              malformed -> assertThat(malformed.next()).contains("/api/models?cursor=2"));
    }
  }

  @Test
  void refusesAPageThatIsNotUtf8() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] body = "[{\"id\":7}]".getBytes(charset);
      assertThatThrownBy(
              () -> hub.readPage(new Answer("http://h/api", 200, Map.of(), body), READING))
          .as(charset.name())
          .isInstanceOf(MalformedPage.class);
    }
  }

  @Test
  void refusesAFieldThatIsNamedTwiceAmongManyAndReadsTheNextRow() throws Exception {
    StringBuilder many = new StringBuilder("{'id':'a/b','x':{");
    for (int i = 0; i < 3_000; i++) {
      many.append("'f").append(i).append("':0,");
    }
    String page = "[" + many + "'f7':1}}," + many + "'g':1}},{'id':'a/c'}]";
    assertThat(page(page, Map.of()).rows())
        .extracting(row -> (Object) row.getClass())
        .containsExactly(Row.Refused.class, Row.Listed.class, Row.Listed.class);
  }

  @Test
  void readsRecordedFilesAsTheDetailLaneWould() throws Exception {
    List<ReleasePart> parts =
        read(
            "{\"id\":\"a/b\",\"_files\":{\"mergekit_config.yml\":\"m\",\"README.md\":\"# é\","
                + "\"weights.bin\":\"x\"}}");
    assertThat(parts).hasSize(3);
    Card card = (Card) parts.get(1).body();
    assertThat(card.text()).isEqualTo("# é");
    assertThat(card.bytes()).isEqualTo(4);
    assertThat(((SmallFiles) parts.get(2).body()).files())
        .extracting(SmallFiles.Text::name)
        .containsExactly("mergekit_config.yml");
  }

  @Test
  void boundsAHugeCardAndReplacesInvalidUtf8() {
    byte[] huge = "x".repeat(10 << 20).getBytes(StandardCharsets.UTF_8);
    huge[0] = (byte) 0xFF;
    Card card = (Card) Details.read(Map.of("README.md", huge)).get(0);
    assertThat(card.text()).hasSize(Card.MAX_CHARS).startsWith("\uFFFDx");
    assertThat(card.truncated()).isTrue();
    assertThat(card.bytes()).isEqualTo(10 << 20);
  }

  @Test
  void asksForCardsOfWhatMayGenerateAndNeverForWhatCountsAsADownload() throws Exception {
    assertThat(wanted("{'id':'a/b'}")).containsExactly("http://h/a/b/resolve/main/README.md");
    assertThat(wanted("{'id':'a/b','pipeline_tag':'object-detection'}")).isEmpty();
    assertThat(wanted("{'id':'a/b-uncensored','pipeline_tag':'object-detection'}")).hasSize(1);
    assertThat(wanted("{'id':'a/b','siblings':[{'rfilename':'config.json'}]}")).isEmpty();
    assertThat(wanted("{'id':'a/b','tags':['mergekit']}"))
        .contains("http://h/a/b/resolve/main/mergekit_config.yml");
    assertThat(
            wanted(
                "{'id':'a/b','siblings':[{'rfilename':'README.md'},"
                    + "{'rfilename':'mergekit_config.yml'},{'rfilename':'config.json'},"
                    + "{'rfilename':'adapter_config.json'},{'rfilename':'m.gguf'}]}"))
        .containsExactly(
            "http://h/a/b/resolve/main/README.md", "http://h/a/b/resolve/main/mergekit_config.yml");
  }

  @Test
  void asksOnlyForTheRecipeThatDetectionReads() throws Exception {
    assertThat(
            wanted(
                "{'id':'a/b','siblings':[{'rfilename':'mergekit_config.yaml'},"
                    + "{'rfilename':'merge_config.yaml'}]}"))
        .isEmpty();
  }

  @Test
  void encodesOddIdsSegmentWiseAndAsksNothingOfThoseThatMeanAnotherPath() throws Exception {
    assertThat(wanted("{'id':'https:/__huggingface.co__x?y%z'}"))
        .containsExactly("http://h/https:/__huggingface.co__x%3Fy%25z/resolve/main/README.md");
    assertThat(wanted("{'id':'a/..'}")).isEmpty();
  }

  @Test
  void isFoundByItsName() {
    assertThat(HubFormats.find("huggingface")).isPresent();
    assertThat(HubFormats.find("nowhere")).isEmpty();
  }

  @Test
  void followsTheLinkAsTheHubGivesIt() throws Exception {
    Page page = page("[]", Map.of("link", "<https://h/api/models?cursor=ab%3D>; rel=\"next\""));
    assertThat(page.next()).contains("https://h/api/models?cursor=ab%3D");
    assertThat(page("[]", Map.of()).next()).isEmpty();
    assertThat(hub.orders()).containsExactly(Order.CREATED, Order.MODIFIED);
  }

  @Test
  void readsOneReleaseAsItsRowAndItsConfigBesideIt() throws Exception {
    String listed =
        "{'_id':'1','id':'a/b','sha':'s','siblings':[{'rfilename':'m.gguf'}],"
            + "'config':{'model_type':'llama'},'safetensors':{'total':7}";
    String full = listed + ",'gguf':{'architecture':'llama','context_length':8,'total':9}}";
    Row.Listed row = (Row.Listed) page("[" + listed + "}]", Map.of()).rows().get(0);
    Row.Listed release = release(full);

    assertThat(release.part().body()).isEqualTo(row.part().body());
    assertThat(release.fingerprint()).isEqualTo(row.fingerprint());
    assertThat(release.part().provenance().lane()).isEqualTo("recheck");
    assertThat(release.part().provenance().source()).isEqualTo("http://h/api/models/a/b");
    ModelConfig config = (ModelConfig) release.further().get(0).body();
    assertThat(config.files()).containsExactly(new ReleaseFile("m.gguf", null, null));
    assertThat(Objects.requireNonNull(config.facts().gguf()).contextLength()).isEqualTo(8);
    assertThat(config.facts().parameters()).isEqualTo(7);
    assertThat(release("{'id':'a/b'}").further()).isEmpty();
  }

  @Test
  void asksForOneReleaseByTheApiAndNeverByAFileThatCountsAsADownload() {
    String url = hub.releaseUrl("http://h/", new ReleaseName("huggingface", "a/b?c"));
    assertThat(url)
        .startsWith("http://h/api/models/a/b%3Fc?expand=author&")
        .endsWith("&expand=gguf");
    assertThat(List.of(hub.saysGone(401), hub.saysGone(404), hub.saysGone(403), hub.saysGone(500)))
        .containsExactly(true, true, false, false);
  }

  @Test
  void refusesAnAnswerThatIsNoRelease() {
    Row row = hub.readRelease("<html>".getBytes(StandardCharsets.UTF_8), READING);
    assertThat(row).isInstanceOf(Row.Refused.class);
  }

  @Test
  void givesTheSameFingerprintWhateverTheCountersAndAnotherForWhatIsMaterial() throws Exception {
    String base = fingerprint("'tags':['x','y'],'downloads':1");
    assertThat(fingerprint("'tags':['y','x'],'downloads':2,'likes':9")).isEqualTo(base);
    for (String other :
        List.of(
            "'tags':['x']",
            "'tags':['x','y'],'gated':'auto'",
            "'tags':['x','y'],'private':true",
            "'tags':['x','y'],'disabled':true",
            "'tags':['x','y'],'sha':'s'",
            "'tags':['x','y'],'lastModified':'2026-08-21T00:00:00Z'",
            "'tags':['x','y'],'cardData':{'license':'mit'}",
            "'tags':['x','y'],'cardData':{'base_model':'p/q'}",
            "'tags':['x','y'],'siblings':[{'rfilename':'f'}]")) {
      assertThat(fingerprint(other)).as(other).isNotEqualTo(base);
    }
  }

  private String fingerprint(String fields) throws MalformedPage {
    String page = ("[{'id':'a/b'," + fields + "}]").replace('\'', '"');
    return ((Row.Listed) page(page, Map.of()).rows().get(0)).fingerprint();
  }

  private Row.Listed release(String record) {
    byte[] body = record.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return (Row.Listed) hub.readRelease(body, READING);
  }

  private Page page(String json, Map<String, String> headers) throws MalformedPage {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return hub.readPage(
        new Answer("http://h/api", 200, headers, body), new Reading("live", "http://h/api?q", NOW));
  }

  private List<String> wanted(String record) throws MalformedRecord {
    return hub.details("http://h/", read(record.replace('\'', '"')).get(0)).stream()
        .map(DetailFile::url)
        .toList();
  }

  private Listing listing(String record) throws MalformedRecord {
    return (Listing) read(record.replace('\'', '"')).get(0).body();
  }

  private List<ReleasePart> read(String record) throws MalformedRecord {
    return hub.format().read(record.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
