package dev.tunewatch.alerts.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.VerdictCodec;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A false positive marked by an analyst: the alert is withdrawn, every subscriber who got it gets
 * the withdrawal, and the verdict is on its topic.
 */
class FalsePositiveTest {

  private static final String PATH = "/api/v1/alerts/" + AlertId.ofCluster("huggingface:a");
  private static final String WRONG =
      "{\"action\":\"false_positive\",\"reason\":\"evidence_misread\",\"note\":\"a quote\"}";

  private final KafkaSettings kafka = SharedServers.newKafka();
  private MockWebServer one = new MockWebServer();
  private MockWebServer two = new MockWebServer();
  private MockWebServer late = new MockWebServer();

  @BeforeEach
  void begin() throws Exception {
    SharedServers.emptyDatabase();
    one = Running.receiver();
    two = Running.receiver();
    late = Running.receiver();
  }

  @AfterEach
  void end() {
    one.close();
    two.close();
    late.close();
  }

  @Test
  void whoeverGotTheAlertGetsItsWithdrawalAndStreamsTheVerdict() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      subscribe(running, "one", one);
      subscribe(running, "two", two);
      publish(running, Samples.active("a", 2, Severity.P2, SignalId.V1));
      assertThat(next(one).at("/type").asText()).isEqualTo("alert.new");
      assertThat(next(two).at("/type").asText()).isEqualTo("alert.new");
      subscribe(running, "late", late);

      String analyst = running.newToken("{\"name\":\"ana\",\"role\":\"analyst\"}");
      HttpResponse<String> done = running.as(analyst, "POST", PATH + "/actions", WRONG);
      assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
      caughtUp(running);

      for (MockWebServer receiver : List.of(one, two)) {
        JsonNode withdrawal = next(receiver);
        assertThat(withdrawal.at("/type").asText()).isEqualTo("alert.withdrawn");
        assertThat(withdrawal.at("/data/state").asText()).isEqualTo("false_positive");
        assertThat(withdrawal.at("/data/version").asInt()).isEqualTo(2);
        assertThat(withdrawal.at("/data/reason").asText()).contains("misread");
        assertThat(withdrawal.toString()).doesNotContain("ana\"", "a quote");
      }
      assertThat(late.getRequestCount()).as("who never got it is not told").isZero();
      assertThat(running.get("/feeds/alerts.json").body()).contains("false_positive");
      assertThat(running.get("/metrics").body())
          .contains("tunewatch_alerts_total{severity=\"P2\",change=\"false_positive\",} 1.0");

      List<ConsumerRecord<byte[], byte[]>> records = verdictRecords();
      Set<String> keys = new HashSet<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Verdict verdict = VerdictCodec.decode(record.value());
        keys.add(verdict.key());
        assertThat(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))
            .isEqualTo(verdict.key());
        assertThat(verdict.owner()).isEqualTo("ana");
        assertThat(verdict.signals()).containsExactly(SignalId.V1);
        byte[] id = verdict.id().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(record.partition())
            .as("beside what it is about")
            .isEqualTo(Utils.toPositive(Utils.murmur2(id)) % 4);
      }
      assertThat(keys)
          .containsExactlyInAnyOrder(
              "cluster:huggingface:a", "huggingface:maker0/a", "huggingface:maker1/a");
    }
  }

  @Test
  void whileItStandsTheAlertRestsAndItsEndLetsItStandAgain() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      subscribe(running, "one", one);
      publish(running, Samples.active("a", 1, Severity.P2, SignalId.V1));
      running.post(PATH + "/actions", WRONG);
      publish(running, Samples.active("a", 50, Severity.P2, SignalId.V1));
      JsonNode resting = json(running.get(PATH));
      assertThat(resting.get("state").asText()).isEqualTo("false_positive");
      assertThat(resting.get("flaggedCount").asInt()).isEqualTo(50);
      assertThat(resting.at("/handling/status").asText()).isEqualTo("false_positive");
      assertThat(one.getRequestCount()).isEqualTo(2);

      HttpResponse<String> reopened = running.post(PATH + "/actions", "{\"action\":\"reopen\"}");
      assertThat(json(reopened).get("state").asText()).isEqualTo("updated");
      caughtUp(running);
      next(one);
      next(one);
      JsonNode again = next(one);
      assertThat(again.at("/type").asText()).isEqualTo("alert.updated");
      assertThat(again.at("/data/version").asInt()).isEqualTo(3);
      assertThat(states("cluster:huggingface:a")).containsExactly("active", "revoked");
      assertThat(states("huggingface:maker0/a")).containsExactly("active", "revoked");
    }
  }

  @Test
  void anotherKindOfEvidenceStandsAgainstTheVerdict() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      publish(running, Samples.active("a", 1, Severity.P2, SignalId.V1));
      running.post(PATH + "/actions", WRONG);
      publish(running, Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.H1));
      JsonNode alert = json(running.get(PATH));
      assertThat(alert.get("state").asText()).isEqualTo("updated");
      assertThat(alert.at("/handling/status").asText()).isEqualTo("open");
      running.post(PATH + "/actions", "{\"action\":\"acknowledge\"}");
      running.post(PATH + "/actions", "{\"action\":\"reopen\"}");
      caughtUp(running);
      assertThat(states("cluster:huggingface:a"))
          .as("what was said of the former evidence is not taken back with it")
          .containsExactly("active");
    }
  }

  @Test
  void itsEvidenceStaysReadableAfterTheHubRemovedTheRelease() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      publish(running, Samples.active("a", 1, Severity.P2, SignalId.V1));
      publish(running, Samples.ended("a", Assessment.State.WITHDRAWN, null));
      JsonNode alert = json(running.get(PATH));
      assertThat(alert.get("state").asText()).isEqualTo("withdrawn");
      assertThat(alert.at("/signals/0/evidence/0/quote").asText()).isEqualTo("a");
      JsonNode versions = json(running.get(PATH + "/versions")).get("items");
      assertThat(versions).hasSize(2);
      assertThat(versions.at("/0/changes/causes/0").asText()).isEqualTo("evidence_gone");
      assertThat(versions.at("/1/alert/lead/release").asText()).isEqualTo("huggingface:maker0/a");
    }
  }

  @Test
  void anExpiryIsARecordOfItsOwn() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      publish(running, Samples.active("a", 1, Severity.P2, SignalId.V1));
      String soon = Instant.now().plusSeconds(2).toString();
      running.post(
          PATH + "/actions",
          "{\"action\":\"false_positive\",\"reason\":\"other\",\"expiresAt\":\"" + soon + "\"}");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> json(running.get(PATH)).get("state").asText().equals("updated"));
      caughtUp(running);
      assertThat(states("cluster:huggingface:a")).containsExactly("active", "expired");
      assertThat(json(running.get(PATH)).at("/handling/status").asText()).isEqualTo("open");
      JsonNode history = json(running.get(PATH + "/history")).get("items");
      assertThat(history.at("/0/handled/action").asText()).isEqualTo("verdict_ended");
      assertThat(history.at("/0/handled/actor").asText()).isEqualTo("tunewatch");
    }
  }

  /** The state that a kill between commit and Kafka leaves behind. */
  @Test
  void whatWasDecidedBeforeAKillIsPublishedAfterIt() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      publish(running, Samples.active("a", 1, Severity.P2, SignalId.V1));
      running.post(PATH + "/actions", WRONG);
      caughtUp(running);
    }
    SharedServers.database()
        .jdbi()
        .useHandle(h -> h.execute("delete from feed_reader where name = 'verdicts.v1'"));
    KafkaSettings fresh = SharedServers.newKafka();
    try (Running running = Running.start(fresh, SharedServers.database())) {
      await().atMost(Duration.ofSeconds(20)).until(() -> records(fresh).size() == 2);
      assertThat(running.service.check().toString()).contains("verdicts");
    }
  }

  @Test
  void exceptionsAreGrantedListedAndTakenBack() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      String until = Instant.now().plusSeconds(86_400).toString();
      String wish =
          "{\"subject\":\"release\",\"id\":\"huggingface:acme/x\",\"reason\":\"research\","
              + "\"owner\":\"lab\",\"signals\":[\"V2\"],\"expiresAt\":\"%s\"}".formatted(until);
      HttpResponse<String> granted = running.post("/api/v1/exceptions", wish);
      assertThat(granted.statusCode()).as(granted.body()).isEqualTo(201);
      assertThat(running.post("/api/v1/exceptions", wish).statusCode()).isEqualTo(409);
      JsonNode listed = json(running.get("/api/v1/verdicts?kind=exception&state=active"));
      assertThat(listed.at("/items/0/owner").asText()).isEqualTo("lab");
      String path = "/api/v1/verdicts/" + listed.at("/items/0/verdictId").asText();
      assertThat(running.as(Running.TOKEN, "DELETE", path, "").statusCode()).isEqualTo(204);
      assertThat(running.as(Running.TOKEN, "DELETE", path, "").statusCode()).isEqualTo(404);
      caughtUp(running);
      assertThat(states("huggingface:acme/x")).containsExactly("active", "revoked");
      for (String bad :
          List.of(
              wish.replace("huggingface:acme/x", "acme"),
              wish.replace("research", "because"),
              wish.replace(until, "2020-01-01T00:00:00Z"),
              wish.replace("V2", "V99"),
              wish.replace("lab", "x".repeat(101)))) {
        assertThat(running.post("/api/v1/exceptions", bad).statusCode()).isEqualTo(422);
      }
    }
  }

  private List<String> states(String key) throws Exception {
    List<String> states = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : verdictRecords()) {
      Verdict verdict = VerdictCodec.decode(record.value());
      if (verdict.key().equals(key)) {
        states.add(verdict.state().wireName());
      }
    }
    return states;
  }

  private List<ConsumerRecord<byte[], byte[]>> verdictRecords() {
    return records(kafka);
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(KafkaSettings kafka) {
    String topic = kafka.named(StreamsTopics.VERDICTS.name());
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test-verdicts")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  private void publish(Running running, Assessment assessment) {
    SharedServers.publish(kafka, List.of(assessment));
    caughtUp(running);
  }

  private static void caughtUp(Running running) {
    await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
  }

  private static void subscribe(Running running, String name, MockWebServer receiver) {
    HttpResponse<String> made =
        running.post(
            "/api/v1/subscriptions",
            "{\"name\":\"%s\",\"url\":\"%s\",\"severityFloor\":\"P4\"}"
                .formatted(name, receiver.url("/")));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  private static JsonNode next(MockWebServer receiver) throws Exception {
    RecordedRequest request = receiver.takeRequest(20, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return EventJson.mapper().readTree(request.getBody().utf8());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return EventJson.mapper().readTree(answer.body());
  }
}
