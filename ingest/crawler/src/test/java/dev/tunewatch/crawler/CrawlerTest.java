package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.crawler.checkpoint.KafkaCheckpoints;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Fenced;
import dev.tunewatch.crawler.publish.KafkaPublication;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.queue.KafkaReleaseQueue;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrawlerTest {

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final SmallHub hub = new SmallHub();

  @BeforeEach
  void start() throws IOException {
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void publishesListingsAndCardsOnceAndASecondRunNothing() throws Exception {
    hub.releases(5).withCards();

    assertThat(run(config())).isEqualTo(new CrawlSummary(5, 5, 0, 0));
    assertThat(run(config())).isEqualTo(new CrawlSummary(0, 0, 0, 0));

    assertThat(Log.parts(kafka, PartKind.LISTING)).hasSize(5);
    assertThat(Log.parts(kafka, PartKind.CARD)).hasSize(5);
    var record = Log.of(kafka, IngestTopics.RELEASES).get(0);
    assertThat(new String(record.headers().lastHeader("ce_type").value()))
        .startsWith("dev.tunewatch.release.");
    assertThat(Log.of(kafka, IngestTopics.COVERAGE)).isNotEmpty();
  }

  @Test
  void losesAndRepeatsNothingWhenACommitFails() throws Exception {
    hub.releases(7).withCards();
    AtomicInteger faults = new AtomicInteger();

    CrawlSummary summary = run(config(), publication -> new Failing(publication, 2, faults));

    assertThat(faults).hasPositiveValue();
    assertThat(summary.published()).isEqualTo(7);
    assertThat(names(PartKind.LISTING)).hasSize(7).doesNotHaveDuplicates();
    assertThat(names(PartKind.CARD)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void goesOnWhereItStoodWhenItIsStoppedInTheMiddle() throws Exception {
    hub.releases(6).withCards().holdingBackPage(2);
    try (Crawler crawler = crawler(config(), UnaryOperator.identity())) {
      crawler.start();
      hub.awaitHeldRequest();
    }
    int before = hub.listingRequests();
    hub.release();

    run(config());

    assertThat(before).isEqualTo(3);
    assertThat(hub.firstListingRequestAfter(before)).contains("cursor=2");
    assertThat(names(PartKind.LISTING)).hasSize(6).doesNotHaveDuplicates();
    assertThat(names(PartKind.CARD)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void failsARunWhoseCardsAreAwayAndReadsThemAllInTheNext() throws Exception {
    hub.releases(3).withCardsAway();
    assertThatThrownBy(() -> run(config()))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("a small file cannot be read");
    hub.withCards();

    assertThat(run(config()).deadLetters()).isZero();
    assertThat(names(PartKind.CARD)).hasSize(3).doesNotHaveDuplicates();
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void takesAPartBackWithAnEmptyValueUnderItsKey() throws Exception {
    hub.releases(1);
    run(config());
    ReleasePart listing = Log.parts(kafka, PartKind.LISTING).get(0);
    try (var publication = new KafkaPublication(kafka, "huggingface", "detail")) {
      publication.open();
      publication.commit(
          new Batch(
              List.of(Publishable.retracted(listing, PartKind.CARD)),
              List.of(),
              Map.of(),
              new byte[] {1}));
    }
    assertThat(Log.of(kafka, IngestTopics.RELEASES))
        .filteredOn(record -> record.value() == null)
        .singleElement()
        .satisfies(
            record ->
                assertThat(new String(record.key(), StandardCharsets.UTF_8))
                    .isEqualTo("huggingface:o/r1#card"));
  }

  @Test
  void writesIdentitiesAndSeveralCheckpointRowsAndTakesARowAway() throws Exception {
    Identity identity = new Identity("huggingface", "id1", "o/new", List.of("o/r1"), Instant.EPOCH);
    try (var publication = new KafkaPublication(kafka, "huggingface", "recheck")) {
      publication.open();
      publication.commit(
          new Batch(
              List.of(),
              List.of(identity),
              List.of(),
              Map.of("huggingface/recheck/a", new byte[] {1}, "huggingface/recheck/b", new byte[1]),
              new byte[] {1}));
      publication.commit(
          new Batch(
              List.of(), List.of(), Map.of("huggingface/recheck/b", new byte[0]), new byte[] {1}));
    }
    var checkpoints = new KafkaCheckpoints(kafka);
    assertThat(checkpoints.read("huggingface/recheck/a")).hasValue(new byte[] {1});
    assertThat(checkpoints.read("huggingface/recheck/b")).isEmpty();
    assertThat(Log.of(kafka, IngestTopics.RELEASES))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(new String(record.key(), StandardCharsets.UTF_8))
                  .isEqualTo("huggingface:#id1");
              assertThat(record.partition())
                  .isEqualTo(Partitioning.ofRelease("huggingface:#id1", kafka.partitions()));
              assertThat(IdentityCodec.decode(record.value())).isEqualTo(identity);
            });
  }

  @Test
  void seesTheEndOfTheLogBeyondWhatIsNotYetCommitted() {
    try (var producer = Clients.transactionalProducer(kafka, "open");
        var queue = new KafkaReleaseQueue(kafka, "queue")) {
      producer.initTransactions();
      producer.beginTransaction();
      String topic = kafka.named(IngestTopics.RELEASES.name());
      producer.send(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {1}));
      producer.flush();
      queue.open(Map.of());
      assertThat(queue.ends()).containsEntry(0, 1L).containsEntry(1, 0L);
      producer.abortTransaction();
    }
  }

  @Test
  void stopsWhenAnotherInstanceTakesOver() throws Exception {
    hub.releases(3);
    CrawlerConfig forever = config().withOnce(false).withPollInterval(Duration.ofMillis(200));
    try (Crawler old = crawler(forever, UnaryOperator.identity())) {
      old.start();
      assertThat(old.caughtUp().get(60, TimeUnit.SECONDS).published()).isEqualTo(3);
      try (Crawler young = crawler(forever, UnaryOperator.identity())) {
        young.start();
        young.caughtUp().get(60, TimeUnit.SECONDS);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(old.check())
                        .allSatisfy(
                            health -> {
                              assertThat(health.ready()).isFalse();
                              assertThat(health.reason()).containsAnyOf("took over", "stopped");
                            }));
        assertThat(young.check()).allMatch(health -> health.ready());
      }
    }
    assertThat(names(PartKind.LISTING)).hasSize(3);
  }

  @Test
  void keepsMalformedRowsAsDeadLettersAndGoesOn() throws Exception {
    hub.releases(3).withRow("{\"id\":\"a/b\",\"tags\":7}");
    assertThat(run(config())).isEqualTo(new CrawlSummary(4, 3, 0, 1));
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS))
        .singleElement()
        .satisfies(r -> assertThat(new String(r.value())).contains("\"tags\":7"));
  }

  @Test
  void neverFollowsALinkToAnotherHost() throws Exception {
    hub.releases(3).linkingTo("https://evil.test/api/models?cursor=2");
    CrawlSummary summary = run(config());
    assertThat(summary.gapsOpen()).isEqualTo(1);
    assertThat(summary.deadLetters()).isEqualTo(1);
    assertThat(summary.published()).isEqualTo(2);
  }

  @Test
  void failsForGoodWhenTheHubSpeaksHtml() {
    hub.speakingHtml();
    assertThatThrownBy(() -> run(config()))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("the listing cannot be read");
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS))
        .as("kept once, however often it was asked for")
        .singleElement()
        .satisfies(r -> assertThat(new String(r.value())).contains("<html>maintenance</html>"));
  }

  @Test
  void takesAMissingCardForNone() throws Exception {
    hub.releases(2);
    assertThat(run(config()).deadLetters()).isZero();
    assertThat(Log.parts(kafka, PartKind.CARD)).isEmpty();
  }

  @Test
  void showsNoSecret() {
    assertThat(config().withToken(new Secret("hf_x")).toString()).doesNotContain("hf_x");
    assertThatThrownBy(() -> new Secret("a\nb")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsHowFarBackToGo() {
    assertThat(Since.parse("all")).isEqualTo(Since.all());
    assertThat(Since.parse("7d")).isEqualTo(Since.last(Duration.ofDays(7)));
    assertThat(Since.parse("2026-01-01T00:00:00Z")).isInstanceOf(Since.From.class);
    assertThatThrownBy(() -> Since.parse("soon")).hasMessageContaining("soon");
  }

  @Test
  void meansFencedWhenItSaysSo() {
    assertThat(new Fenced("ingest.huggingface.live", new KafkaException()))
        .hasMessageContaining("live");
  }

  private CrawlerConfig config() {
    return CrawlerConfig.of("huggingface", hub.address())
        .withSince(Since.all())
        .withOnce(true)
        .withPageSize(2);
  }

  private CrawlSummary run(CrawlerConfig config) throws Exception {
    return run(config, UnaryOperator.identity());
  }

  private CrawlSummary run(CrawlerConfig config, UnaryOperator<Publication> publications)
      throws Exception {
    try (Crawler crawler = crawler(config, publications)) {
      crawler.start();
      return crawler.caughtUp().get(120, TimeUnit.SECONDS);
    }
  }

  private Crawler crawler(CrawlerConfig config, UnaryOperator<Publication> publications) {
    return new Crawler(
        config,
        kafka,
        new IngestMetrics(new CollectorRegistry()),
        Clock.systemUTC(),
        Waiter.SYSTEM,
        new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), 2),
        publications);
  }

  private List<String> names(PartKind kind) {
    return Log.parts(kafka, kind).stream().map(ReleasePart::key).toList();
  }

  /** Fails instead of the n-th commit, as if the broker went away between fetch and commit. */
  private static final class Failing implements Publication {

    private final Publication real;
    private final AtomicInteger faults;
    private int left;

    private Failing(Publication real, int nth, AtomicInteger faults) {
      this.real = real;
      this.left = nth;
      this.faults = faults;
    }

    @Override
    public void open() {
      real.open();
    }

    @Override
    public void commit(Batch batch) {
      if (--left == 0) {
        faults.incrementAndGet();
        throw new KafkaException("injected");
      }
      real.commit(batch);
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
