package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.canary.CanaryWatch;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.deliver.Positions;
import dev.tunewatch.alerts.intake.AssessmentIntake;
import dev.tunewatch.alerts.intake.IntakeMetrics;
import dev.tunewatch.alerts.store.JdbiAlertStore;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.IngestTopics;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the intake does with what should not be there. */
class IntakeTest {

  private final KafkaSettings kafka = SharedServers.newKafka();

  @Test
  void keepsMalformedAssessmentsAsDeadLettersAndGoesOn() {
    SharedServers.publishBytes(
        kafka,
        List.of(
            Map.entry("bad", "not json".getBytes(StandardCharsets.UTF_8)),
            Map.entry("worse", "{\"v\":1}".getBytes(StandardCharsets.UTF_8)),
            Map.entry("deep", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
            Map.entry("good", AssessmentCodec.encode(Samples.alarming("good")))));
    try (Running running = Running.start(kafka, SharedServers.emptyDatabase())) {
      await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
      assertThat(running.service.summary()).isEqualTo(new AlertsSummary(1, 0, 3, 0, 0));
    }
    List<DeadLetter> letters = deadLetters(3);
    assertThat(letters).extracting(DeadLetter::reason).containsOnly("malformed");
    assertThat(letters)
        .extracting(letter -> new String(letter.key(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder("bad", "worse", "deep");
  }

  @Test
  void aNulInAQuoteDoesNotKeepAnAlertFromBeingTold() {
    String json =
        new String(AssessmentCodec.encode(Samples.alarming("nul")), StandardCharsets.UTF_8)
            .replace("\"quote\":\"nul\"", "\"quote\":\"n\\u0000ul\\ud800\"");
    SharedServers.publishBytes(
        kafka, List.of(Map.entry("nul", json.getBytes(StandardCharsets.UTF_8))));
    try (Running running = Running.start(kafka, SharedServers.emptyDatabase())) {
      await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
      assertThat(running.service.summary()).isEqualTo(new AlertsSummary(1, 0, 0, 0, 0));
      assertThat(running.get("/api/v1/alerts").body()).contains("n\uFFFDul\uFFFD");
    }
  }

  @Test
  void aCanaryIsMeasuredAndToldToNobodyAndHidesNothing() {
    Assessment real = Samples.alarming("real");
    String json = new String(AssessmentCodec.encode(real), StandardCharsets.UTF_8);
    String canary = json.replace("huggingface:", "canary:");
    String disguised =
        json.replace("\"clusterId\":\"huggingface:real\"", "\"clusterId\":\"canary:real2\"");
    SharedServers.publishBytes(
        kafka,
        List.of(
            Map.entry("c", canary.getBytes(StandardCharsets.UTF_8)),
            Map.entry("c", canary.getBytes(StandardCharsets.UTF_8)),
            Map.entry("d", disguised.getBytes(StandardCharsets.UTF_8))));
    try (Running running = Running.start(kafka, SharedServers.emptyDatabase())) {
      await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
      assertThat(running.service.summary()).isEqualTo(new AlertsSummary(1, 0, 0, 0, 0));
      assertThat(running.get("/api/v1/alerts").body()).contains("canary:real2");
      assertThat(running.getOpenly("/metrics").body())
          .contains("tunewatch_canary_seconds_count 1.0");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(running.get("/api/v1/coverage").body())
                      .contains("\"component\":\"canary\"", "\"canaryOverdue\":false"));
    }
  }

  @Test
  void aSecondReaderStoresNothingTwice() {
    SharedServers.emptyDatabase();
    try (Running one = Running.start(kafka, SharedServers.database());
        Running other = Running.start(kafka, SharedServers.database())) {
      for (int i = 0; i < 20; i++) {
        SharedServers.publish(kafka, List.of(Samples.alarming("m" + i)));
      }
      await().atMost(Duration.ofSeconds(30)).until(one.service::caughtUp);
      assertThat(one.service.summary().alerts()).isEqualTo(20);
      assertThat(other.service.summary().alerts()).isEqualTo(20);
      assertThat(count("select count(*) from alert_version")).isEqualTo(20);
    }
  }

  @Test
  void recordsOfAnAbortedTransactionAreNotReadAndNotWaitedFor() {
    SharedServers.publish(kafka, List.of(Samples.alarming("committed")));
    SharedServers.publishAndAbort(kafka, Samples.alarming("aborted"));
    try (Running running = Running.start(kafka, SharedServers.emptyDatabase())) {
      await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
      assertThat(running.service.summary().alerts()).isEqualTo(1);
    }
  }

  @Test
  void anErrorInTheReaderIsToldAndMakesItNotReady() {
    Positions broken =
        new Positions() {
          @Override
          public Map<Integer, Long> of(String topic) {
            throw new LinkageError("a class is missing");
          }

          @Override
          public void begin(String topic, int partition, long offset) {}

          @Override
          public void reset(String topic, int partition, long from, long to) {}

          @Override
          public long held() {
            return 0;
          }
        };
    try (AssessmentIntake intake =
        new AssessmentIntake(
            kafka,
            broken,
            new Acceptance(
                new JdbiAlertStore(SharedServers.database()),
                new Revisions(Duration.ofDays(7)),
                new Audience(new DeliveryMetrics(new CollectorRegistry(), List.of(), List.of())),
                Clock.systemUTC(),
                Duration.ZERO),
            new IntakeMetrics(new CollectorRegistry()),
            new CanaryWatch(
                new CollectorRegistry(), Clock.systemUTC(), Optional::empty, arrival -> {}),
            Clock.systemUTC(),
            () -> {})) {
      intake.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> intake.failed().isCompletedExceptionally());
      assertThat(intake.check().ready()).isFalse();
      assertThat(intake.check().reason()).isEqualTo("died: LinkageError");
    }
  }

  private List<DeadLetter> deadLetters(int count) {
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test")) {
      String topic = kafka.named(IngestTopics.DEAD_LETTERS.name());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(r -> letters.add(DeadLetter.of(r.headers(), r.key(), r.value())));
                return letters.size() >= count;
              });
    }
    assertThat(letters).hasSize(count);
    return letters;
  }

  private static long count(String sql) {
    return SharedServers.database()
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
  }
}
