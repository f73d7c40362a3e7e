package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.Subscribed.Received;
import dev.tunewatch.assessments.Assessment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Endpoints that fail, that are gone, and how what was missed is sent again. */
class EndpointTest {

  private Subscribed service;

  @BeforeEach
  void begin() throws Exception {
    service = new Subscribed();
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void anEndpointThatFailsIsLeftAloneThenProbedAndNothingIsLost() throws Exception {
    String id = service.add("all", "");
    service.answering(503);
    service.publish(alarms(60));
    await().until(() -> service.standing(id).get("circuit").asText().equals("open"));
    await()
        .until(
            () ->
                Subscribed.count("select count(*) from outbox where lease_owner is not null") == 0);
    int tried = service.receiver.getRequestCount();
    assertThat(tried).as("the others were not burnt").isBetween(5, 40);
    assertThat(service.running.get("/metrics").body()).contains("tunewatch_outbox_pending");

    Subscribed.sql("update outbox set due_at = now() where status = 'pending'");
    Subscribed.sql("update circuit set open_until = now()");
    await().until(() -> service.receiver.getRequestCount() == tried + 1);
    await().until(() -> service.standing(id).get("openUntil").asText().length() > 4);
    assertThat(service.receiver.getRequestCount()).as("one probe").isEqualTo(tried + 1);

    service.answering(204);
    Subscribed.sql("update outbox set due_at = now() where status = 'pending'");
    Subscribed.sql("update circuit set open_until = now(), probing = false");
    service.awaitCaughtUp();
    assertThat(service.standing(id).get("circuit").asText()).isEqualTo("closed");
    Set<String> delivered = new HashSet<>();
    service.log().stream()
        .filter(row -> row.get("outcome").asText().equals("delivered"))
        .forEach(row -> delivered.add(row.get("messageId").asText()));
    assertThat(delivered).hasSize(60);
  }

  /** A call ends after ten seconds, hence its length. */
  @Test
  @Tag("long")
  void aReceiverThatHangsHoldsUpNobodyElseAndTheLogSaysWhy() throws Exception {
    int alerts = 200;
    String hanging = service.add("hangs", "");
    String prompt = service.add("prompt", "");
    service.answering(
        request ->
            new MockResponse.Builder()
                .code(204)
                .headersDelay(
                    request.getUrl().encodedPath().equals("/hangs") ? 12 : 0, TimeUnit.SECONDS)
                .build());
    service.publish(alarms(alerts));
    await().atMost(Duration.ofSeconds(8)).until(() -> attempts(prompt, "delivered") == alerts);
    assertThat(attempts(hanging, "retry")).as("not one call has ended yet").isZero();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> service.standing(hanging).get("circuit").asText().equals("open"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                Subscribed.count("select count(*) from outbox where lease_owner is not null") == 0);
    assertThat(attempts(hanging, "retry")).as("the others lose no attempt").isBetween(5L, 31L);
    assertThat(
            Subscribed.count(
                "select count(*) from delivery where reason is distinct from 'timeout'"
                    + " and outcome = 'retry'"))
        .isZero();

    service.answering(204);
    Subscribed.sql("update outbox set due_at = now() where status = 'pending'");
    Subscribed.sql("delete from circuit");
    await().atMost(Duration.ofSeconds(30)).until(() -> attempts(hanging, "delivered") == alerts);
  }

  private static long attempts(String subscription, String outcome) {
    return Subscribed.count(
        "select count(*) from delivery where subscription_id = '%s' and outcome = '%s'"
            .formatted(subscription, outcome));
  }

  @Test
  void whatDoesNothingButFailForDaysIsDisabledAndItsOwnerHearsOfItElsewhere() throws Exception {
    String dead = service.add("dead", "'owner':'ann','filter':'true'");
    service.add("other", "'owner':'bob','filter':'false'");
    service.add("spare", "'owner':'ann','filter':'false'");
    service.answering(
        request ->
            new MockResponse.Builder()
                .code(request.getUrl().encodedPath().equals("/dead") ? 500 : 204)
                .build());
    service.publish(alarms(6));
    await().until(() -> service.standing(dead).get("circuit").asText().equals("open"));
    Subscribed.sql(
        "update circuit set failing_since = now() - interval '73 hours', open_until = now()");
    Subscribed.sql("update outbox set due_at = now() where status = 'pending'");
    await().until(() -> service.subscription(dead).get("state").asText().equals("disabled"));
    assertThat(service.subscription(dead).get("disabledReason").asText()).isEqualTo("failing");
    Received notice = firstOn("/spare");
    assertThat(notice.type()).isEqualTo("notice");
    assertThat(notice.data().get("title").asText())
        .isEqualTo("The subscription \"dead\" was disabled");
    service.awaitCaughtUp();
    assertThat(service.standing(dead).get("gaveUp").asLong()).isEqualTo(6);
    assertThat(service.log("reason")).contains("disabled");
    assertThat(service.running.get("/metrics").body())
        .contains("tunewatch_subscriptions_disabled_total{reason=\"failing\",} 1.0");

    // Enabled again, it gets what it missed, each under the key that it has always had.
    service.answering(204);
    JsonNode enabled = service.post("/api/v1/subscriptions/" + dead + "/enable", "", 200);
    assertThat(enabled.get("state").asText()).isEqualTo("active");
    int before = service.receiver.getRequestCount();
    JsonNode done =
        service.post("/api/v1/subscriptions/" + dead + "/replay", "{'fromSequence':2}", 200);
    assertThat(done.get("messages").asInt()).isEqualTo(5);
    assertThat(done.get("next").isNull()).isTrue();
    service.awaitCaughtUp();
    assertThat(service.receiver.getRequestCount()).isEqualTo(before + 5);
    Set<String> keys = new HashSet<>();
    service.log().forEach(row -> keys.add(row.get("messageId").asText()));
    assertThat(keys).as("six versions and a notice").hasSize(7);
  }

  @Test
  void aTargetThatIsGoneIsDisabledAtOnceAndTheOwnersNextOneSaysSo() throws Exception {
    String gone = service.add("gone", "");
    service.add("spare", "'filter':'false'");
    service.answering(
        request ->
            new MockResponse.Builder()
                .code(request.getUrl().encodedPath().equals("/gone") ? 410 : 204)
                .build());
    service.publish(Samples.alarming("a"));
    assertThat(firstOn("/spare").data().get("text").asText()).contains("gone (410)");
    assertThat(service.subscription(gone).get("disabledReason").asText()).isEqualTo("gone");
  }

  @Test
  void whoAsksForTimeGetsItForAllOfHisMessages() {
    String id = service.add("all", "");
    service.answering(
        request -> new MockResponse.Builder().code(429).addHeader("Retry-After", "600").build());
    service.publish(Samples.alarming("a"));
    await().until(() -> service.standing(id).get("circuit").asText().equals("open"));
    service.publish(alarms(20));
    await().until(() -> Subscribed.count("select count(*) from outbox") == 21);
    // Each round claims what is due: a second message goes to a receiver without a wish.
    service.add("second", "");
    service.answering(204);
    service.publish(Samples.alarming("b"));
    await().until(() -> service.log("outcome").contains("delivered"));
    assertThat(service.receiver.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aMessageOfTheLogIsSentAgainUnderItsKey() throws Exception {
    service.add("all", "");
    service.publish(Samples.alarming("a"));
    Received first = service.next();
    service.awaitCaughtUp();
    String entry = service.log("id").get(0);
    assertThat(service.running.post("/api/v1/deliveries/" + entry + "/resend", "").statusCode())
        .isEqualTo(202);
    assertThat(service.next()).isEqualTo(first);
    service.awaitCaughtUp();
    assertThat(service.log("outcome")).containsExactly("delivered", "resent", "delivered");
    for (String none : List.of("0", "999999", "x", "99999999999999999999")) {
      assertThat(service.running.post("/api/v1/deliveries/" + none + "/resend", "").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void aReplayHoldsTheWishOfTodayAndItsBounds() throws Exception {
    service.publish(alarms(3));
    service.awaitCaughtUp();
    String late = service.add("late", "'filter':'key == \\u0027m1\\u0027'");
    String path = "/api/v1/subscriptions/" + late + "/replay";
    assertThat(service.post(path, "{'from':'2020-01-01T00:00:00Z'}", 200).get("messages").asInt())
        .isEqualTo(1);
    assertThat(service.next().data().get("canonicalKey").asText()).isEqualTo("m1");
    service.awaitCaughtUp();
    service.publish(Samples.ended("m1", Assessment.State.WITHDRAWN, null));
    assertThat(service.next().type()).isEqualTo("alert.withdrawn");
    assertThat(service.post(path, "{}", 422).get("field").asText()).isEqualTo("from");
    service.post(path, "{'fromSequence':9,'toSequence':3}", 422);
    service.post(path, "{'fromSequence':0}", 422);
    service.post(path, "{'from':'yesterday'}", 422);
  }

  /** The first message on a path, whatever comes on others. */
  private Received firstOn(String path) throws Exception {
    Received received = service.next();
    while (!Objects.equals(received.path(), path)) {
      received = service.next();
    }
    return received;
  }

  private static Assessment[] alarms(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Samples.alarming("m" + i))
        .toArray(Assessment[]::new);
  }
}
