package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.push.PushReceiver;
import dev.tunewatch.crawler.recheck.Intervals;
import dev.tunewatch.crawler.recheck.Revisits;
import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import dev.tunewatch.events.Wish;
import dev.tunewatch.events.WishCodec;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recheck lane over a hub that changes behind the live lane's back, and a real broker. */
class RecheckLaneTest {

  private static final Instant BORN = Instant.parse("2026-01-05T00:00:00Z");
  private static final Intervals SHORT =
      new Intervals(List.of(Duration.ofMillis(200)), Duration.ofMillis(100));

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final RecordedHub records = RecordedHub.empty();
  private SimulatedHub hub;

  @BeforeEach
  void start() throws Exception {
    records.add(record("o/a", 1, "gguf"));
    records.add(record("o/b", 2, "gguf"));
    hub = SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void followsARenameARemovalAndAReturnAndGoesOnAfterARestart() throws Exception {
    wish("o/a", Wish.Reason.FLAGGED);
    wish("o/b", Wish.Reason.FLAGGED);
    try (Crawler crawler = crawler(false)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      records.move("o/a", "p/a");
      await(() -> statuses().contains("o/a RENAMED p/a"));
    }
    records.remove("o/b");
    try (Crawler crawler = crawler(false)) {
      crawler.start();
      await(() -> statuses().contains("o/b REMOVED null"));
      records.add(record("o/b", 2, "gguf"));
      await(() -> statuses().contains("o/b AVAILABLE null"));
    }

    assertThat(statuses())
        .containsExactlyInAnyOrder("o/a RENAMED p/a", "o/b REMOVED null", "o/b AVAILABLE null");
    assertThat(Log.of(kafka, IngestTopics.RELEASES))
        .filteredOn(record -> key(record.key()).equals("huggingface:#" + objectId(1)))
        .singleElement()
        .satisfies(
            row ->
                assertThat(IdentityCodec.decode(row.value()).formerNames()).containsExactly("o/a"));
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void readsWhatTheHubToldOfWithinARunThatEndsWhenItHasCaughtUp() throws Exception {
    try (Crawler crawler = crawler(true)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
    }
    records.remove("o/b");
    wish("o/a", Wish.Reason.HUB_EVENT);
    wish("o/b", Wish.Reason.HUB_EVENT);
    send("huggingface:o/c", "{}".getBytes(StandardCharsets.UTF_8));
    send("civitai:1", "{}".getBytes(StandardCharsets.UTF_8));
    for (int run = 0; run < 2; run++) {
      try (Crawler crawler = crawler(true)) {
        crawler.start();
        crawler.caughtUp().get(60, TimeUnit.SECONDS);
      }
    }

    assertThat(Log.releaseParts(kafka, PartKind.LISTING))
        .filteredOn(part -> part.provenance().lane().equals("recheck"))
        .extracting(part -> part.release().id())
        .containsExactly("o/a");
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS)).hasSize(1);
  }

  @Test
  void publishesWhatAWebhookTellsOfSoonAndAReplayOfItNothing() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    IngestMetrics metrics = new IngestMetrics(registry);
    byte[] body =
        "{\"event\":{\"action\":\"update\",\"scope\":\"repo.config\"},\"repo\":{\"type\":\"model\",\"name\":\"o/a\"}}"
            .getBytes(StandardCharsets.UTF_8);
    try (Crawler crawler = crawler(false);
        PushReceiver push =
            new PushReceiver(new Secret("s3cret"), kafka, metrics, Clock.systemUTC())) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      assertThat(push.receive("wrong", body)).isEqualTo(401);
      assertThat(push.receive("s3cret", body)).isEqualTo(202); // the first connects to Kafka
      await(() -> rechecked() == 1);
      records.replace(record("o/a", 1, "abliterated"));
      long from = System.nanoTime();
      assertThat(push.receive("s3cret", body)).isEqualTo(202);
      await(() -> rechecked() == 2);
      long millis = (System.nanoTime() - from) / 1_000_000;
      System.out.println("webhook to listing: " + millis + " ms, the test's own reading included");
      assertThat(push.receive("s3cret", body)).isEqualTo(202);
      wish("o/b", Wish.Reason.HUB_EVENT);
      await(() -> rechecked() == 3);
      assertThat(millis).isLessThan(Long.getLong("tunewatch.pushMillis", 10_000));
    }
    assertThat(
            registry.getSampleValue(
                "tunewatch_ingest_push_total",
                new String[] {"hub", "outcome"},
                new String[] {"huggingface", "accepted"}))
        .isEqualTo(3.0);
  }

  private long rechecked() {
    return Log.releaseParts(kafka, PartKind.LISTING).stream()
        .filter(part -> part.provenance().lane().equals("recheck"))
        .count();
  }

  private List<String> statuses() {
    return Log.releaseParts(kafka, PartKind.STATUS).stream()
        .map(
            (ReleasePart part) -> {
              Status status = (Status) part.body();
              return part.release().id() + " " + status.state() + " " + status.movedTo();
            })
        .toList();
  }

  private Crawler crawler(boolean once) {
    return new Crawler(
        CrawlerConfig.of("huggingface", hub.address())
            .withSince(Since.parse("all"))
            .withPollInterval(Duration.ofMinutes(10))
            .withRevisits(Revisits.DEFAULT.withIntervals(SHORT))
            .withOnce(once),
        kafka,
        new CollectorRegistry(),
        Clock.systemUTC());
  }

  private void wish(String id, Wish.Reason reason) throws Exception {
    Wish wish = Wish.recheck(new ReleaseName("huggingface", id), reason, Instant.now());
    send(wish.key(), WishCodec.encode(wish));
  }

  private void send(String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka, "test")) {
      producer
          .send(
              new ProducerRecord<>(
                  kafka.named(IngestTopics.WATCH.name()),
                  Partitioning.ofRelease(key, kafka.partitions()),
                  key.getBytes(StandardCharsets.UTF_8),
                  value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static String key(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private static String objectId(int n) {
    return String.format("%08x%016x", BORN.plusSeconds(n).getEpochSecond(), n);
  }

  private static HubRecord record(String id, int n, String tag) throws Exception {
    return HubRecord.parse(
        "{\"id\":\""
            + id
            + "\",\"_id\":\""
            + objectId(n)
            + "\",\"createdAt\":\""
            + BORN.plusSeconds(n)
            + "\",\"tags\":[\""
            + tag
            + "\"]}");
  }
}
