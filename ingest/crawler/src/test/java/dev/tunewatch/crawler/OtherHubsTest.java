package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.RecordedObjects;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.crawler.simulated.civitai.CivitaiCatalogue;
import dev.tunewatch.crawler.simulated.civitai.CivitaiFace;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeCatalogue;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeFace;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Civitai and ModelScope, crawled over HTTP into Kafka with the hubs' own paging and limits. */
class OtherHubsTest {

  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final CivitaiCatalogue civitai = new CivitaiCatalogue();
  private final ModelScopeCatalogue modelScope = new ModelScopeCatalogue();
  private final IngestMetrics metrics = new IngestMetrics(new CollectorRegistry());
  private final SimulatedHub hub =
      SimulatedHub.start(
          SimulatedHubConfig.defaults(),
          RecordedHub.empty(),
          List.of(new CivitaiFace(civitai, true), new ModelScopeFace(modelScope)),
          Clock.systemUTC());

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void walksCivitaiByCursorAndPublishesNewVersionsAfterwards() throws Exception {
    for (int i = 1; i <= 230; i++) {
      civitai.put(RecordedObjects.parse(model(i, i, "")));
    }
    assertThat(run("civitai")).isEqualTo(new CrawlSummary(230, 230, 0, 0));
    civitai.put(RecordedObjects.parse(model(3, 500, "")));
    civitai.put(RecordedObjects.parse(model(231, 501, "")));

    assertThat(run("civitai")).isEqualTo(new CrawlSummary(2, 2, 0, 0));

    assertThat(ids(PartKind.LISTING)).hasSize(232).contains("3", "231", "230", "1");
    assertThat(run("civitai")).isEqualTo(new CrawlSummary(0, 0, 0, 0));
  }

  @Test
  void leavesOfAMinorNothingButTheEscalationAndTakesBackWhatWasPublished() throws Exception {
    civitai.put(RecordedObjects.parse(model(1, 1, "")));
    civitai.put(RecordedObjects.parse(model(2, 2, ",\"minor\":true")));
    assertThat(run("civitai").published()).isEqualTo(1);
    civitai.put(RecordedObjects.parse(model(1, 3, ",\"minor\":true")));

    run("civitai");

    var escalations = Log.of(kafka, IngestTopics.ESCALATIONS);
    // The topic is compacted by the hash: a second lane, or a second run, may say it again.
    assertThat(
            escalations.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .distinct())
        .hasSize(2);
    for (var record : escalations) {
      Escalation escalation = Escalation.decode(record.value());
      assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(escalation.idHash());
      assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("Somebody");
    }
    assertThat(Log.of(kafka, IngestTopics.RELEASES))
        .noneMatch(record -> new String(record.key()).startsWith("civitai:2#"))
        .anyMatch(
            record ->
                new String(record.key()).equals("civitai:1#listing") && record.value() == null);
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void saysThatModelScopeEndedBeforeItsListingDid() throws Exception {
    for (int i = 1; i <= 3_010; i++) {
      modelScope.put(RecordedObjects.parse(scoped("o/m" + i, i)));
    }
    CrawlSummary first = run("modelscope");
    assertThat(first).isEqualTo(new CrawlSummary(3_000, 3_000, 1, 0));
    modelScope.put(RecordedObjects.parse(scoped("o/m7", 5_000)));

    assertThat(run("modelscope").published()).isEqualTo(1);
    assertThat(ids(PartKind.LISTING)).hasSize(3_001).contains("o/m7").doesNotContain("o/m1");
  }

  @Test
  void crawlsSeveralHubsInOneProcess() throws Exception {
    civitai.put(RecordedObjects.parse(model(1, 1, "")));
    modelScope.put(RecordedObjects.parse(scoped("o/m", 1)));
    try (Crawler one = crawler("civitai");
        Crawler two = crawler("modelscope")) {
      one.start();
      two.start();
      assertThat(one.caughtUp().get(60, TimeUnit.SECONDS).published()).isEqualTo(1);
      assertThat(two.caughtUp().get(60, TimeUnit.SECONDS).published()).isEqualTo(1);
      assertThat(one.check().get(0).component()).isEqualTo("ingest.civitai.live");
    }
  }

  private static String model(int id, int minute, String more) {
    return "{\"id\":"
        + id
        + ",\"name\":\"Somebody\",\"type\":\"LORA\",\"modelVersions\":[{\"id\":"
        + (id * 1000 + minute)
        + ",\"publishedAt\":\""
        + START.plusSeconds(60L * minute)
        + "\"}]"
        + more
        + "}";
  }

  private static String scoped(String id, int minute) {
    return "{\"id\":\"" + id + "\",\"last_modified\":\"" + START.plusSeconds(60L * minute) + "\"}";
  }

  private List<String> ids(PartKind kind) {
    return Log.of(kafka, IngestTopics.RELEASES).stream()
        .filter(record -> record.value() != null)
        .map(record -> Objects.requireNonNull(key(record.key())))
        .toList();
  }

  private static String key(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    return text.substring(text.indexOf(':') + 1, text.indexOf('#'));
  }

  private CrawlSummary run(String name) throws Exception {
    try (Crawler crawler = crawler(name)) {
      crawler.start();
      return crawler.caughtUp().get(120, TimeUnit.SECONDS);
    }
  }

  private Crawler crawler(String name) {
    return new Crawler(
        CrawlerConfig.of(name, hub.address()).withSince(Since.all()).withOnce(true),
        kafka,
        metrics,
        Clock.systemUTC(),
        Waiter.SYSTEM,
        new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), 2),
        UnaryOperator.identity());
  }
}
