package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.HubClient.Answer;
import dev.tunewatch.crawler.simulated.civitai.CivitaiCatalogue;
import dev.tunewatch.crawler.simulated.civitai.CivitaiFace;
import dev.tunewatch.crawler.simulated.fault.Faults;
import dev.tunewatch.crawler.simulated.fault.Spell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final String LISTING = "/api/models?sort=createdAt&limit=50";

  private final CivitaiCatalogue civitai = new CivitaiCatalogue();
  private final SimulatedHub hub =
      SimulatedHub.start(
          SimulatedHubConfig.defaults(),
          hundredModels(),
          List.of(new CivitaiFace(civitai)),
          Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void nothingStrikesUntilItIsSwitchedOn() {
    assertThat(client.walk(LISTING)).hasSize(2);
    assertThat(hub.faults().counts().keySet()).containsExactlyInAnyOrderElementsOf(Faults.names());
    assertThat(hub.faults().counts().values()).containsOnly(0L);
  }

  @Test
  void stormOfRefusalsKeepsTheRateHeaders() {
    on(Spell.of("429").withAmount("3"));
    Answer refused = client.get(LISTING);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("3");
    assertThat(refused.header("RateLimit")).startsWith("\"api\";r=99");
    hub.faults().switchOff("429");
    assertThat(client.get(LISTING).status()).isEqualTo(200);
    assertThat(hub.faults().counts()).containsEntry("429", 1L);
  }

  @Test
  void serverErrorsComeInSeveralKindsAndCivitaiSaysWhenToComeBack() {
    on(Spell.of("5xx"));
    HashSet<Integer> statuses = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      statuses.add(client.get(LISTING).status());
    }
    assertThat(statuses).containsExactlyInAnyOrder(500, 502, 503, 504);
    hub.faults().switchOff();
    on(Spell.of("5xx").withAmount("503"));
    assertThat(client.get("/api/v1/models").header("Retry-After")).isEqualTo("2");
    assertThat(client.get(LISTING).header("Retry-After")).isEmpty();
  }

  @Test
  void resetBreaksTheConnectionHalfWay() {
    on(Spell.of("reset").withTimes(1));
    assertThatThrownBy(() -> client.get(LISTING)).isInstanceOf(UncheckedIOException.class);
    assertThat(client.get(LISTING).status()).isEqualTo(200);
    assertThat(hub.faults().counts()).containsEntry("reset", 1L);
  }

  @Test
  void slowBodyTakesItsTimeAndIsWhole() {
    int length = client.get(LISTING).response().body().length;
    on(Spell.of("slow").withAmount("" + length * 4));
    long start = System.nanoTime();
    assertThat(client.get(LISTING).response().body()).hasSize(length);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void truncatedPageIsNoJsonAndHtmlPageIsNone() {
    on(Spell.of("truncated").withTimes(1));
    String text = client.get(LISTING).text();
    assertThatThrownBy(() -> RecordParser.JSON.readTree(text))
        .isInstanceOf(JsonProcessingException.class);
    on(Spell.of("html").withTimes(1));
    Answer html = client.get(LISTING);
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.header("Content-Type")).startsWith("text/html");
  }

  @Test
  void gzipBombIsSmallOnTheWireAndLargeInside() throws IOException {
    on(Spell.of("gzip-bomb").withAmount("64"));
    Answer bomb = client.get(LISTING);
    assertThat(bomb.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(bomb.response().body().length).isLessThan(100_000);
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bomb.response().body()))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
      }
    }
    assertThat(size).isEqualTo(64L << 20);
  }

  @Test
  void spoiledRowsStandBesideGoodOnes() {
    on(Spell.of("wrong-types").withAmount("10"));
    Answer page = client.get(LISTING);
    int good = 0;
    for (String row : page.text().split("(?=\\{\"_id\")")) {
      good += row.contains("\"tags\":[\"gguf\"]") ? 1 : 0;
    }
    assertThat(good).isBetween(40, 49);
    assertThat(hub.faults().counts()).containsEntry("wrong-types", 1L);
  }

  @Test
  void rowsComeTwiceOrInAnotherOrderOrNotAtAll() {
    List<String> honest = client.get(LISTING).ids();
    on(Spell.of("duplicates").withAmount("3").withTimes(1));
    List<String> twice = client.get(LISTING).ids();
    assertThat(twice).hasSize(53);
    assertThat(new HashSet<>(twice)).hasSize(50);
    on(Spell.of("reordered").withTimes(1));
    assertThat(client.get(LISTING).ids())
        .containsExactlyInAnyOrderElementsOf(honest)
        .isNotEqualTo(honest);
    on(Spell.of("lost-rows").withAmount("7").withTimes(1));
    assertThat(client.get(LISTING).ids()).hasSize(43).isSubsetOf(honest);
    assertThat(client.get(LISTING).ids()).isEqualTo(honest);
  }

  @Test
  void spoiledPageHasATagOfItsOwn() {
    String etag = client.get(LISTING).header("ETag");
    on(Spell.of("lost-rows"));
    Answer spoiled = client.get(LISTING, "If-None-Match", etag);
    assertThat(spoiled.status()).isEqualTo(200);
    assertThat(spoiled.header("ETag")).isNotEqualTo(etag);
  }

  @Test
  void listingEndsEarlyWithoutAWayOn() {
    on(Spell.of("gap").withTimes(1));
    Answer page = client.get(LISTING);
    assertThat(page.ids()).hasSize(25);
    assertThat(page.next()).isEmpty();
    Answer last = client.walk(LISTING).get(1);
    on(Spell.of("gap"));
    assertThat(client.get("/api/models?sort=createdAt&limit=1000").ids()).hasSize(100);
    assertThat(last.next()).isEmpty();
    assertThat(hub.faults().counts()).containsEntry("gap", 1L);
  }

  @Test
  void cursorExpiresAndTheFirstPageDoesNot() {
    Answer first = client.get(LISTING);
    on(Spell.of("expired-cursor"));
    assertThat(client.get(LISTING).status()).isEqualTo(200);
    assertThat(client.get(first.next()).status()).isEqualTo(400);
  }

  @Test
  void clocksOfServerAndDatabaseRunAhead() {
    on(Spell.of("clock-skew").withAmount("2h"));
    ZonedDateTime date =
        ZonedDateTime.parse(
            client.get(LISTING).header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
    assertThat(date.toInstant()).isAfter(Instant.now().plus(Duration.ofMinutes(110)));
    String created = client.get(LISTING).json().path(0).path("createdAt").asText();
    on(Spell.of("future-rows").withAmount("1d"));
    JsonNode row = client.get(LISTING).json().path(0);
    assertThat(Instant.parse(row.path("createdAt").asText()))
        .isEqualTo(Instant.parse(created).plus(Duration.ofDays(1)));
  }

  @Test
  void redirectLeadsToTheSamePageAndTheLoopToItself() {
    on(Spell.of("redirect").withTimes(1));
    Answer hop = client.get(LISTING);
    assertThat(hop.status()).isEqualTo(307);
    Answer page = client.get(hop.header("Location"));
    assertThat(page.ids()).hasSize(50);
    assertThat(page.next()).doesNotContain("_hop");
    on(Spell.of("redirect-loop").withTimes(1));
    String location = LISTING;
    for (int i = 0; i < 20; i++) {
      Answer loop = client.get(location);
      assertThat(loop.status()).isEqualTo(307);
      location = loop.header("Location");
    }
    assertThat(client.get(LISTING).status()).isEqualTo(200);
  }

  @Test
  void nextPageIsSaidToBeElsewhere() {
    on(Spell.of("foreign-link").withAmount("http://127.0.0.1:1"));
    assertThat(client.get(LISTING).next()).startsWith("http://127.0.0.1:1/api/models?sort=");
    for (int id = 1; id < 3; id++) {
      ObjectNode model = RecordParser.JSON.createObjectNode().put("id", id);
      civitai.put(model);
    }
    JsonNode metadata = client.get("/api/v1/models?limit=1").json().path("metadata");
    assertThat(metadata.path("nextPage").asText()).startsWith("http://127.0.0.1:1/api/v1/models?");
    on(Spell.of("gap"));
    JsonNode ended = client.get("/api/v1/models?limit=1").json();
    assertThat(ended.path("items")).hasSize(1);
    assertThat(ended.path("metadata").has("nextPage")).isFalse();
  }

  @Test
  void spellsHaveSharesPathsAndBeginnings() {
    on(Spell.of("5xx").withShare(0.3));
    int failed = 0;
    for (int i = 0; i < 200; i++) {
      failed += client.get("/api/models?limit=1").status() >= 500 ? 1 : 0;
    }
    assertThat(failed).isBetween(30, 90);
    assertThat(hub.faults().counts()).containsEntry("5xx", (long) failed);
    hub.faults().switchOff();
    on(Spell.of("429").withPath("/resolve/").withFromRequest(202));
    assertThat(client.get("/o/m1/resolve/main/README.md").status()).isEqualTo(404);
    assertThat(client.get("/api/models?limit=1").status()).isEqualTo(200);
    assertThat(client.get("/o/m1/resolve/main/README.md").status()).isEqualTo(429);
  }

  @Test
  void strikesAreReadOverHttpOutsideOfFaultsAndLimits() {
    on(Spell.of("429"));
    client.get(LISTING);
    Answer counts = client.get("/_simulated/faults");
    assertThat(counts.status()).isEqualTo(200);
    assertThat(counts.json().path("429").asLong()).isEqualTo(1);
    assertThat(counts.json().size()).isEqualTo(Faults.names().size());
    assertThat(client.get("/_simulated/requests").json().has("list")).isTrue();
  }

  private void on(Spell spell) {
    hub.faults().switchOn(spell);
  }

  private static RecordedHub hundredModels() {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(
          String.format(
              Locale.ROOT,
              "{'id':'o/m%d','tags':['gguf'],'createdAt':'2026-06-01T00:%02d:%02d.000Z'}",
              i,
              i / 60,
              i % 60));
    }
    return Recordings.of(records.toArray(String[]::new));
  }
}
