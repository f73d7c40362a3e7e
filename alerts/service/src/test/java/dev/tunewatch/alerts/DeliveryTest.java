package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an assessment on Kafka to a message at a receiver. */
class DeliveryTest {

  private final KafkaSettings kafka = SharedServers.newKafka();
  private MockWebServer receiver = new MockWebServer();

  @BeforeEach
  void begin() throws Exception {
    SharedServers.emptyDatabase();
    receiver = Running.receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  @Test
  void deliversEachAcceptedAssessmentOnceWithASignatureThatOthersCanCheck() throws Exception {
    try (Running running = subscribed()) {
      SharedServers.publish(
          kafka, IntStream.range(0, 200).mapToObj(i -> Samples.alarming("m" + i)).toList());
      awaitCaughtUp(running);

      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        RecordedRequest request = take();
        verify(request);
        ids.add(request.getHeaders().get("webhook-id"));
        JsonNode body = EventJson.mapper().readTree(request.getBody().utf8());
        assertThat(body.get("type").asText()).isEqualTo("alert.new");
        assertThat(body.get("data").get("headline").asText())
            .contains("declares its safeguards removed (V1)");
      }
      assertThat(ids).hasSize(200);
      assertThat(receiver.getRequestCount()).isEqualTo(200);
      assertThat(running.service.summary()).isEqualTo(new AlertsSummary(200, 200, 0, 0, 0));
    }
  }

  @Test
  void tellsNothingAgainAfterARestart() throws Exception {
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a"), Samples.alarming("b")));
      awaitCaughtUp(running);
    }
    try (Running running = subscribed()) {
      awaitCaughtUp(running);
      assertThat(running.service.summary()).isEqualTo(new AlertsSummary(2, 0, 0, 0, 0));
    }
    assertThat(receiver.getRequestCount()).isEqualTo(2);
  }

  @Test
  void sendsAgainUnderTheSameIdWhatWasPostedButNotRecorded() throws Exception {
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);
    }
    RecordedRequest first = take();
    // The state that a kill between POST and record leaves behind: leased, not delivered.
    SharedServers.database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update outbox set status = 'pending', finished_at = null,"
                        + " lease_owner = 'killed', lease_until = now() + interval '60 s'"));
    try (Running running = subscribed()) {
      awaitCaughtUp(running);
    }
    RecordedRequest second = take();
    assertThat(second.getHeaders().get("webhook-id"))
        .isEqualTo(first.getHeaders().get("webhook-id"));
    assertThat(second.getBody()).isEqualTo(first.getBody());
  }

  @Test
  void keepsABrokenDeliveryAndTriesAgainOnSchedule() throws Exception {
    receiver.setDispatcher(
        answering(
            new MockResponse.Builder().code(500).build(),
            new MockResponse.Builder().code(404).build(),
            new MockResponse.Builder().code(302).addHeader("Location", "/elsewhere").build(),
            new MockResponse.Builder().code(204).build()));
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      for (int attempt = 1; attempt <= 3; attempt++) {
        awaitAttempts(running, attempt);
        dueNow();
      }
      awaitCaughtUp(running);
      assertThat(attempts(running)).containsExactly("delivered", "retry", "retry", "retry");
      assertThat(reasons(running)).contains("redirect", "client_error", "server_error");
      assertThat(receiver.getRequestCount()).isEqualTo(4);
    }
  }

  @Test
  void waitsAsLongAsATargetAsks() throws Exception {
    receiver.setDispatcher(
        answering(new MockResponse.Builder().code(429).addHeader("Retry-After", "3600").build()));
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitAttempts(running, 1);
      long seconds =
          SharedServers.database()
              .jdbi()
              .withHandle(
                  h ->
                      h.createQuery("select extract(epoch from due_at - now())::bigint from outbox")
                          .mapTo(long.class)
                          .one());
      assertThat(seconds).isBetween(3_500L, 3_600L);
      assertThat(reasons(running)).containsExactly("rate_limited");
    }
  }

  @Test
  void disablesASubscriptionWhoseTargetIsGone() throws Exception {
    receiver.setDispatcher(answering(new MockResponse.Builder().code(410).build()));
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitAttempts(running, 1);
      assertThat(running.get("/api/v1/subscriptions").body()).contains("\"state\":\"disabled\"");
      SharedServers.publish(kafka, List.of(Samples.alarming("b")));
      awaitCaughtUp(running);
      assertThat(receiver.getRequestCount()).isEqualTo(1);
      assertThat(attempts(running)).containsExactly("gave_up");
    }
  }

  @Test
  void takesBackWhatItTold() throws Exception {
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a"), Samples.alarming("b")));
      awaitCaughtUp(running);
      SharedServers.publish(
          kafka,
          List.of(
              Samples.ended("a", Assessment.State.WITHDRAWN, null),
              Samples.ended("b", Assessment.State.SUPERSEDED, "huggingface:c"),
              Samples.ended("never-told", Assessment.State.WITHDRAWN, null)));
      awaitCaughtUp(running);

      List<String> types = new ArrayList<>();
      List<String> states = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        JsonNode body = EventJson.mapper().readTree(take().getBody().utf8());
        types.add(body.get("type").asText());
        states.add(body.get("data").get("state").asText());
      }
      assertThat(types.subList(2, 4)).containsOnly("alert.withdrawn");
      assertThat(states).containsExactlyInAnyOrder("new", "new", "withdrawn", "superseded");
      assertThat(receiver.getRequestCount()).isEqualTo(4);
    }
  }

  @Test
  void holdsAWithdrawalBackUntilItIsKnownThatTheClusterDidNotOnlyMove() throws Exception {
    AlertsConfig patient = AlertsConfig.defaults().withPort(0).withAllowLocalTargets(true);
    try (Running running = new Running(patient, kafka, SharedServers.database())) {
      subscribe(running);
      SharedServers.publish(kafka, List.of(Samples.alarming("moved"), Samples.alarming("gone")));
      awaitCaughtUp(running);
      SharedServers.publish(
          kafka,
          List.of(
              Samples.ended("moved", Assessment.State.WITHDRAWN, null),
              Samples.ended("gone", Assessment.State.WITHDRAWN, null)));
      await().until(() -> held() == 2);
      assertThat(running.service.caughtUp()).isFalse();
      SharedServers.publish(
          kafka, List.of(Samples.ended("moved", Assessment.State.SUPERSEDED, "huggingface:new")));
      await().until(() -> held() == 1);
      SharedServers.database()
          .jdbi()
          .useHandle(h -> h.execute("update held_withdrawal set due_at = now()"));
      awaitCaughtUp(running);
      assertThat(running.get("/api/v1/alerts?state=superseded").body()).contains("moved");
      assertThat(running.get("/api/v1/alerts?state=withdrawn").body()).contains("gone");
    }
  }

  @Test
  void tellsBacklogAndMinorThingsOnlyToThoseWhoAsked() throws Exception {
    try (Running running = Running.start(kafka, SharedServers.database())) {
      running.service.ensureSubscription(
          "news", receiver.url("/news").toString(), Running.SECRET, Severity.P2, false);
      running.service.ensureSubscription(
          "all", receiver.url("/all").toString(), Running.SECRET, Severity.P4, true);
      SharedServers.publish(
          kafka,
          List.of(
              Samples.alarming("fresh"),
              Samples.createdAt("unknown", null),
              Samples.createdAt("old", Samples.OBSERVED.minus(Duration.ofDays(8))),
              Samples.active("minor", 1, Severity.P3, SignalId.H1)));
      awaitCaughtUp(running);
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        paths.add(take().getUrl().encodedPath());
      }
      assertThat(paths).containsExactlyInAnyOrder("/news", "/all", "/all", "/all", "/all");
      assertThat(receiver.getRequestCount()).isEqualTo(5);
    }
  }

  @Test
  void aCallThatClosingBreaksOffIsNoAttempt() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    receiver.setDispatcher(
        new mockwebserver3.Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            closed.await();
            return new MockResponse.Builder().code(204).build();
          }
        });
    try (Running running = subscribed()) {
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      take();
    }
    closed.countDown();
    assertThat(count("select count(*) from delivery")).isZero();
    assertThat(
            count(
                "select count(*) from outbox where status = 'pending' and attempts = 0"
                    + " and lease_owner is null and due_at <= now()"))
        .isEqualTo(1);
  }

  private Running subscribed() {
    Running running = Running.start(kafka, SharedServers.database());
    subscribe(running);
    return running;
  }

  private void subscribe(Running running) {
    running.service.ensureSubscription(
        "all", receiver.url("/hook").toString(), Running.SECRET, Severity.P3, true);
  }

  private RecordedRequest take() throws InterruptedException {
    RecordedRequest request = receiver.takeRequest(10, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return java.util.Objects.requireNonNull(request);
  }

  private static void verify(RecordedRequest request) throws Exception {
    Map<String, List<String>> headers = request.getHeaders().toMultimap();
    new Webhook(Running.SECRET)
        .verify(request.getBody().utf8(), HttpHeaders.of(headers, (name, value) -> true));
  }

  static void awaitCaughtUp(Running running) {
    await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
  }

  private static void awaitAttempts(Running running, int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> attempts(running).size() == count);
  }

  private static List<String> attempts(Running running) {
    return column(running, "outcome");
  }

  private static List<String> reasons(Running running) {
    return column(running, "reason");
  }

  private static List<String> column(Running running, String field) {
    try {
      List<String> values = new ArrayList<>();
      EventJson.mapper()
          .readTree(running.get("/api/v1/deliveries").body())
          .get("items")
          .forEach(row -> values.add(row.get(field).asText()));
      return values;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void dueNow() {
    SharedServers.database()
        .jdbi()
        .useHandle(h -> h.execute("update outbox set due_at = now() where status = 'pending'"));
  }

  private static long held() {
    return count("select count(*) from held_withdrawal");
  }

  private static long count(String sql) {
    return SharedServers.database()
        .jdbi()
        .withHandle(h -> h.createQuery(sql).mapTo(long.class).one());
  }

  /** Answers in this order, then with the last again and again. */
  private static mockwebserver3.Dispatcher answering(MockResponse... responses) {
    return new mockwebserver3.Dispatcher() {
      private int next;

      @Override
      public synchronized MockResponse dispatch(RecordedRequest request) {
        MockResponse response = responses[Math.min(next, responses.length - 1)];
        next++;
        return response;
      }
    };
  }
}
