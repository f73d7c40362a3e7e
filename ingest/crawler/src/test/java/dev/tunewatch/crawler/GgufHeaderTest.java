package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.crawler.hub.gguf.GgufFile;
import dev.tunewatch.crawler.recheck.Intervals;
import dev.tunewatch.crawler.recheck.Revisits;
import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.GgufHeader;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.ModelConfig;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.Wish;
import dev.tunewatch.events.WishCodec;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Headers of GGUF files, read in part from a hub; no test ever has weights. */
class GgufHeaderTest {

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final RecordedHub records = RecordedHub.empty();
  private final CollectorRegistry registry = new CollectorRegistry();

  @Test
  void aFlaggedReleaseIsReadOnceARevisionAndAHostileHeaderIsCounted() throws Exception {
    byte[] header =
        new GgufFile()
            .text("general.architecture", "llama")
            .text("general.base_model.0.repo_url", "https://huggingface.co/o/base")
            .texts("general.tags", "abliterated")
            .bytes();
    byte[] large = Arrays.copyOf(header, 3_000_000);
    records.add(record("o/a", "a", large));
    records.add(record("o/b", "b", new GgufFile().text("general.name", "x").bytes(-1)));
    try (SimulatedHub hub = hub();
        Crawler crawler = crawler(hub, true)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      wish("o/a");
      wish("o/b");
      await(() -> header("o/a") != null);
      long looks = hub.requestCounts().getOrDefault("info", 0L);
      await(() -> hub.requestCounts().getOrDefault("info", 0L) > looks + 6);
      assertThat(hub.requestCounts().get("resolve")).isEqualTo(2L);
      assertThat(outcome("read")).isOne();
      assertThat(outcome("count")).isOne();

      records.replace(record("o/a", "c", large));
      await(() -> outcome("unchanged") == 1);
    }

    GgufHeader read = header("o/a");
    assertThat(read).isNotNull();
    assertThat(read.file()).isEqualTo("m.gguf");
    assertThat(read.tags()).containsExactly("abliterated");
    assertThat(read.text("base_model.0.repo_url")).isEqualTo("https://huggingface.co/o/base");
    assertThat(header("o/b")).isNull();
  }

  @Test
  void noWeightsFileIsAskedForUnlessThatIsWished() throws Exception {
    records.add(record("o/a", "a", new GgufFile().text("general.name", "x").bytes()));
    try (SimulatedHub hub = hub();
        Crawler crawler = crawler(hub, false)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      wish("o/a");
      await(() -> hub.requestCounts().getOrDefault("info", 0L) > 2);
      assertThat(hub.requestCounts().getOrDefault("resolve", 0L)).isZero();
    }
    assertThat(header("o/a")).isNull();
  }

  private SimulatedHub hub() throws Exception {
    return SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC());
  }

  private Crawler crawler(SimulatedHub hub, boolean headers) {
    Intervals often = new Intervals(List.of(Duration.ofMillis(100)), Duration.ofMillis(100));
    return new Crawler(
        CrawlerConfig.of("huggingface", hub.address())
            .withSince(Since.parse("all"))
            .withPollInterval(Duration.ofMinutes(10))
            .withGgufHeader(headers)
            .withRevisits(Revisits.DEFAULT.withIntervals(often)),
        kafka,
        registry,
        Clock.systemUTC());
  }

  private @Nullable GgufHeader header(String id) {
    return Log.releaseParts(kafka, PartKind.CONFIG).stream()
        .filter(part -> part.release().id().equals(id))
        .map(part -> ((ModelConfig) part.body()).header())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private double outcome(String outcome) {
    return registry.getSampleValue(
        "tunewatch_ingest_gguf_headers_total",
        new String[] {"hub", "outcome"},
        new String[] {"huggingface", outcome});
  }

  private void wish(String id) throws Exception {
    Wish wish =
        Wish.recheck(new ReleaseName("huggingface", id), Wish.Reason.HUB_EVENT, Instant.now());
    try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka, "test")) {
      producer
          .send(
              new ProducerRecord<>(
                  kafka.named(IngestTopics.WATCH.name()),
                  Partitioning.ofRelease(wish.key(), kafka.partitions()),
                  wish.key().getBytes(StandardCharsets.UTF_8),
                  WishCodec.encode(wish)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static HubRecord record(String id, String sha, byte[] gguf) throws Exception {
    return HubRecord.parse(
        ("{'id':'%s','_id':'%s','sha':'%s','createdAt':'2026-01-05T00:00:00Z','tags':['gguf'],"
                + "'siblings':[{'rfilename':'m.gguf'},{'rfilename':'a-mmproj.gguf'}],"
                + "'_files':{'m.gguf':{'base64':'%s'}}}")
            .formatted(
                id,
                "695afe80" + "%016x".formatted(id.hashCode()),
                sha.repeat(40),
                Base64.getEncoder().encodeToString(gguf))
            .replace('\'', '"'));
  }
}
