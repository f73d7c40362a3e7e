package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.lane.BackfillProgress;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Fenced;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillTest {

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final SmallHub hub = new SmallHub();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final List<BackfillProgress> progress = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void publishesTheWholeHubAndSaysHowFarItIs() throws Exception {
    hub.releases(9);

    assertThat(backfill().published()).isEqualTo(9);
    assertThat(names()).hasSize(9).doesNotHaveDuplicates();
    assertThat(backfill().published()).isZero();

    BackfillProgress last = progress.get(progress.size() - 1);
    assertThat(last.done()).isTrue();
    assertThat(last.share()).isEqualTo(1);
    assertThat(progress).anySatisfy(some -> assertThat(some.secondsLeft()).isPositive());
    assertThat(Log.of(kafka, IngestTopics.STATUS))
        .last()
        .satisfies(
            row -> {
              assertThat(new String(row.key(), StandardCharsets.UTF_8))
                  .isEqualTo("ingest.huggingface.backfill");
              assertThat(new String(row.value(), StandardCharsets.UTF_8))
                  .contains("\"done\":true", "the whole hub is read: 9 rows of 5 pages");
            });
    assertThat(registry.getSampleValue("tunewatch_ingest_backfill_done", hubLabel(), hubValue()))
        .isEqualTo(1);
    assertThat(registry.getSampleValue("tunewatch_ingest_backfill_rows", hubLabel(), hubValue()))
        .isEqualTo(9);
  }

  @Test
  void goesOnAtTheNextUncommittedPageAfterBeingCutOff() throws Exception {
    hub.releases(9).holdingBackPage(4);
    try (Backfill first = backfill(UnaryOperator.identity())) {
      first.start();
      hub.awaitHeldRequest();
      await().until(() -> names().size() == 4);
    }
    hub.release();
    int before = hub.listingRequests();

    backfill();

    assertThat(hub.firstListingRequestAfter(before)).contains("cursor=4");
    assertThat(names()).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void startsAgainAndForwardsToItsPositionWhenTheHubHasForgottenItsCursor() throws Exception {
    hub.releases(9).holdingBackPage(6);
    try (Backfill first = backfill(UnaryOperator.identity())) {
      first.start();
      hub.awaitHeldRequest();
      await().until(() -> names().size() == 6);
    }
    hub.release();
    hub.refusingCursors(1);
    hub.born();

    assertThat(backfill().published()).isEqualTo(3);
    assertThat(names()).hasSize(9).doesNotHaveDuplicates().doesNotContain("o/r10");
  }

  @Test
  void isFencedByOneThatStartsLaterAndNothingIsDoubled() throws Exception {
    hub.releases(9).holdingBackPage(4);
    try (Backfill old = backfill(UnaryOperator.identity())) {
      old.start();
      hub.awaitHeldRequest();
      await().until(() -> names().size() == 4);
      hub.release();
      try (Backfill young = backfill(UnaryOperator.identity())) {
        young.start();
        young.ended().get(60, TimeUnit.SECONDS);
      }
      // The old one may have been first to the end; if not, it was fenced.
      try {
        old.ended().get(60, TimeUnit.SECONDS);
      } catch (ExecutionException fenced) {
        assertThat(fenced.getCause()).isInstanceOf(Fenced.class);
      }
    }
    assertThat(names()).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void leavesOutWhatLiveHasPublished() throws Exception {
    hub.releases(12);
    CrawlerConfig config = config().withSince(Since.parse("2026-08-01T08:00:00Z"));
    assertThat(crawl(config).published()).isEqualTo(5);

    assertThat(crawl(config.withBackfill(true)).published()).isEqualTo(7);

    assertThat(names()).hasSize(12).doesNotHaveDuplicates();
    assertThat(Log.parts(kafka, PartKind.LISTING))
        .extracting(part -> part.provenance().lane())
        .containsOnly("live", "backfill");
  }

  @Test
  void repairsTheGapThatLiveLeftAfterItWasAwayForDays() throws Exception {
    hub.releases(3);
    crawl(config());
    for (int i = 0; i < 20; i++) {
      hub.born();
    }

    CrawlSummary after = crawl(config().withPollPages(2));

    assertThat(after.gapsOpen()).isZero();
    assertThat(names()).hasSize(23).doesNotHaveDuplicates();
    assertThat(sample("ingest_gaps_total", "live")).isEqualTo(2);
    assertThat(sample("ingest_gaps_closed_total", "live")).isEqualTo(2);
    assertThat(sample("ingest_gaps_open", "live")).isZero();
    assertThat(lastCoverage("live")).contains("\"gaps\":[]");
    assertThat(lastCoverage("backfill")).contains("\"gapsClosed\":2");
    assertThat(crawl(config()).published()).isZero();
  }

  @Test
  void repairsAGapWhileLiveGoesOnPolling() throws Exception {
    hub.releases(3);
    CrawlerConfig forever =
        config().withOnce(false).withPollPages(2).withPollInterval(Duration.ofMillis(100));
    try (Crawler crawler = crawler(forever)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      hub.bornAtOnce(20);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(sample("ingest_gaps_closed_total", "live")).isPositive();
                assertThat(sample("ingest_gaps_open", "live")).isZero();
              });
    }
    assertThat(names()).hasSize(23).doesNotHaveDuplicates();
  }

  @Test
  void keepsAGapOpenThatTheHubStillRefusesToShow() throws Exception {
    hub.releases(5).linkingTo("https://evil.test/api/models?cursor=2");
    CrawlSummary summary = backfill();
    assertThat(summary.gapsOpen()).isEqualTo(1);
    assertThat(summary.deadLetters()).isEqualTo(1);
    assertThat(names()).hasSize(2);
    hub.linkingTo(null);

    assertThat(backfill().gapsOpen()).isZero();
    assertThat(names()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void failsForGoodWhenTheHubSpeaksHtml() {
    hub.speakingHtml();
    assertThatThrownBy(this::backfill).hasMessageContaining("the listing cannot be read");
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS)).hasSize(1);
  }

  @Test
  void losesAndRepeatsNothingWhenACommitFails() throws Exception {
    hub.releases(9);
    try (Backfill backfill = backfill(real -> new FailingOnce(real))) {
      backfill.start();
      backfill.ended().get(60, TimeUnit.SECONDS);
    }
    assertThat(names()).hasSize(9).doesNotHaveDuplicates();
  }

  private CrawlSummary backfill() throws Exception {
    try (Backfill backfill = backfill(UnaryOperator.identity())) {
      backfill.start();
      return backfill.ended().get(60, TimeUnit.SECONDS);
    }
  }

  private Backfill backfill(UnaryOperator<Publication> publications) {
    registry.clear();
    return new Backfill(
        config(),
        Redaction.NOTHING,
        kafka,
        new IngestMetrics(registry),
        Clock.systemUTC(),
        Waiter.SYSTEM,
        new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), 2),
        publications,
        progress::add);
  }

  private CrawlSummary crawl(CrawlerConfig config) throws Exception {
    try (Crawler crawler = crawler(config)) {
      crawler.start();
      return crawler.caughtUp().get(60, TimeUnit.SECONDS);
    }
  }

  private Crawler crawler(CrawlerConfig config) {
    registry.clear();
    return new Crawler(
        config,
        kafka,
        new IngestMetrics(registry),
        Clock.systemUTC(),
        Waiter.SYSTEM,
        new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), 2),
        UnaryOperator.identity());
  }

  private CrawlerConfig config() {
    return CrawlerConfig.of("huggingface", hub.address())
        .withSince(Since.all())
        .withOnce(true)
        .withPageSize(2);
  }

  private List<String> names() {
    return Log.parts(kafka, PartKind.LISTING).stream().map(part -> part.release().id()).toList();
  }

  private String lastCoverage(String lane) {
    return Log.of(kafka, IngestTopics.COVERAGE).stream()
        .filter(row -> new String(row.key(), StandardCharsets.UTF_8).endsWith("/" + lane))
        .map(row -> new String(row.value(), StandardCharsets.UTF_8))
        .reduce("", (first, second) -> second);
  }

  private double sample(String name, String lane) {
    return Objects.requireNonNull(
        registry.getSampleValue(
            "tunewatch_" + name, new String[] {"hub", "lane"}, new String[] {"huggingface", lane}));
  }

  private static String[] hubLabel() {
    return new String[] {"hub"};
  }

  private static String[] hubValue() {
    return new String[] {"huggingface"};
  }

  /** Fails after the third commit is done, as if its answer were lost. */
  private static final class FailingOnce implements Publication {

    private final Publication real;
    private int commits;

    private FailingOnce(Publication real) {
      this.real = real;
    }

    @Override
    public void open() {
      real.open();
    }

    @Override
    public void commit(Batch batch) {
      real.commit(batch);
      if (++commits == 3) {
        throw new KafkaException("injected");
      }
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
