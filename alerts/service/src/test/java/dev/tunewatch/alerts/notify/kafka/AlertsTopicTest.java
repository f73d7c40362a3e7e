package dev.tunewatch.alerts.notify.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.alerts.store.JdbiVersionLog;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.WholeReading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subscriber that speaks Kafka reads. */
class AlertsTopicTest {

  private final KafkaSettings kafka = SharedServers.newKafka();

  @BeforeEach
  void begin() {
    SharedServers.emptyDatabase();
  }

  @Test
  void holdsTheLastStateOfEachAlertUnderItsId() {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      SharedServers.publish(
          kafka, IntStream.range(0, 50).mapToObj(i -> Samples.alarming("m" + i)).toList());
      SharedServers.publish(kafka, List.of(Samples.ended("m7", Assessment.State.WITHDRAWN, null)));
      awaitCaughtUp(running);
      assertThat(running.get("/metrics").body())
          .contains("tunewatch_deliveries_total{channel=\"kafka\",outcome=\"delivered\",} 51.0");
    }
    Map<String, String> states = new TreeMap<>();
    records(51).forEach(r -> states.put(text(r.key()), text(r.value())));
    assertThat(states).hasSize(50);
    AlertId withdrawn = AlertId.ofCluster("huggingface:m7");
    assertThat(states.get(withdrawn.value())).contains("\"v\":1", "\"state\":\"withdrawn\"");
    assertThat(states.values().stream().filter(s -> s.contains("\"state\":\"new\""))).hasSize(49);
  }

  @Test
  void isCloudEventsInBinaryMode() {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);
    }
    Map<String, String> headers = new TreeMap<>();
    records(1).get(0).headers().forEach(h -> headers.put(h.key(), text(h.value())));
    assertThat(headers)
        .containsEntry("ce_id", AlertId.ofCluster("huggingface:a") + ":1")
        .containsEntry("ce_type", "dev.tunewatch.alert")
        .containsEntry("ce_source", "/alerts")
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("content-type", "application/json")
        .containsKey("ce_time");
  }

  @Test
  void isWrittenOnceAcrossARestartAndAgainOnlyWhereThePositionWasNotKept() {
    for (int run = 0; run < 2; run++) {
      try (Running running = Running.start(kafka, SharedServers.database())) {
        SharedServers.publish(kafka, List.of(Samples.alarming("a"), Samples.alarming("b")));
        awaitCaughtUp(running);
      }
    }
    assertThat(records(2)).hasSize(2);
    // What a kill between Kafka's commit and the database's leaves behind.
    SharedServers.database()
        .jdbi()
        .useHandle(h -> h.execute("update feed_reader set last_sequence = last_sequence - 1"));
    try (Running running = Running.start(kafka, SharedServers.database())) {
      awaitCaughtUp(running);
    }
    List<ConsumerRecord<byte[], byte[]>> records = records(3);
    assertThat(records.stream().map(r -> text(r.key()) + text(r.value())).distinct()).hasSize(2);
  }

  @Test
  void whatCannotBeWrittenKeepsItsPosition() {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);
    }
    JdbiVersionLog log = new JdbiVersionLog(SharedServers.database());
    AtomicInteger handedOut = new AtomicInteger();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(
              () ->
                  log.forward(
                      "other",
                      10,
                      versions -> {
                        handedOut.addAndGet(versions.size());
                        throw new KafkaException("away");
                      }))
          .hasMessage("away");
    }
    assertThat(handedOut).hasValue(2);
    assertThat(log.atEnd("other")).isFalse();
    assertThat(log.forward("other", 10, versions -> {})).isEqualTo(1);
    assertThat(log.atEnd("other")).isTrue();
  }

  @Test
  void nobodyElseReadsUnderANameThatIsBeingRead() {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);
    }
    JdbiVersionLog log = new JdbiVersionLog(SharedServers.database());
    log.forward("other", 0, versions -> {}); // Its row is there from now on.
    AtomicInteger second = new AtomicInteger(-1);
    log.forward(
        "other",
        10,
        versions -> // Elsewhere, for on this thread it would be the same transaction.
        second.set(
                CompletableFuture.supplyAsync(() -> log.forward("other", 10, again -> {})).join()));
    assertThat(second).hasValue(0);
  }

  @Test
  void aWriterThatWasTakenForDeadWritesNothingBehindTheLaterOne() {
    Alert first = Samples.alert(Samples.alarming("a"));
    try (AlertsTopicWriter former = new AlertsTopicWriter(kafka);
        AlertsTopicWriter later = new AlertsTopicWriter(kafka)) {
      former.accept(List.of(first));
      later.accept(List.of(first));
      assertThatThrownBy(() -> former.accept(List.of(first))).isInstanceOf(KafkaException.class);
      former.accept(List.of(first)); // It begins anew, and fences the other.
    }
    assertThat(records(3)).hasSize(3);
  }

  private static void awaitCaughtUp(Running running) {
    await().atMost(Duration.ofSeconds(30)).until(running.service::caughtUp);
  }

  /** Reads so many committed records, and sees that there are no more. */
  private List<ConsumerRecord<byte[], byte[]>> records(int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    boolean whole = false;
    try {
      whole =
          WholeReading.of(
              kafka,
              "reader",
              kafka.named(AlertsTopics.ALERTS.name()),
              Duration.ofMinutes(2),
              records::add);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(whole).isTrue();
    assertThat(records).hasSize(count);
    return records;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
