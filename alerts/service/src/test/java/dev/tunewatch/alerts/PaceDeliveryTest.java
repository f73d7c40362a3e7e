package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.Subscribed.Received;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digests, waves, quiet hours, caps, silences and scopes, from Kafka to the receiver. */
class PaceDeliveryTest {

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
  void aDigestIsOneMessageThatListsWhatWasTakenBackSinceAsWithdrawn() throws Exception {
    String id = service.add("digest", "'mode':'hourly'");
    service.publish(Samples.alarming("a"), Samples.alarming("b"), old("c"));
    await().until(() -> service.standing(id).at("/deferred/digest").asLong() == 3);
    service.publish(Samples.ended("b", Assessment.State.WITHDRAWN, null));
    await().until(() -> service.standing(id).at("/deferred/digest").asLong() == 4);
    assertThat(service.receiver.getRequestCount()).isZero();
    service.awaitCaughtUp(); // What waits on purpose for an hour is not waited for.

    Subscribed.sql("update bundle set due_at = now()");
    Received digest = service.next();
    assertThat(digest.type()).isEqualTo("alert.digest");
    assertThat(digest.data().get("total").asInt()).isEqualTo(3);
    assertThat(digest.data().get("withdrawn").asInt()).isEqualTo(1);
    assertThat(digest.data().get("lines")).hasSize(3);
    assertThat(digest.data().get("lines").findValuesAsText("state"))
        .containsExactlyInAnyOrder("new", "new", "withdrawn");
    await().until(() -> service.log().size() == 1);
    assertThat(service.log("kind")).containsExactly("digest");
    assertThat(service.log("alerts")).containsExactly("3");

    service.publish(Samples.ended("a", Assessment.State.WITHDRAWN, null));
    await().until(() -> service.standing(id).at("/deferred/digest").asLong() == 1);
    Subscribed.sql("update bundle set due_at = now()");
    Received next = service.next();
    assertThat(next.messageId()).isNotEqualTo(digest.messageId());
    assertThat(next.data().get("lines").findValuesAsText("state")).containsExactly("withdrawn");
  }

  @Test
  void aLongDigestNamesTheFirstAndCountsTheRestInTheSameBytesEachTime() throws Exception {
    service.add("digest", "'mode':'daily','timeZone':'Europe/Berlin'");
    service.publish(
        IntStream.range(0, 120)
            .mapToObj(i -> Samples.alarming("m" + i))
            .toArray(Assessment[]::new));
    await().until(() -> Subscribed.count("select count(*) from outbox") == 120);
    service.answering(500);
    Subscribed.sql("update bundle set due_at = now()");
    Received first = service.next();
    await().until(() -> service.log().size() == 1);
    service.publish(Samples.alarming("later"));
    await().until(() -> Subscribed.count("select count(*) from bundle") == 2);
    service.answering(204);
    Subscribed.sql("update bundle set due_at = now() where sealed_at is not null");
    Received again = service.next();
    assertThat(again).isEqualTo(first);
    assertThat(first.data().get("total").asInt()).isEqualTo(120);
    int named = first.data().get("lines").size();
    assertThat(named).isBetween(10, 50);
    assertThat(first.data().get("more").asInt()).isEqualTo(120 - named);
    assertThat(first.body().toString().length()).isLessThan(20_000);
  }

  @Test
  void aWaveIsOneMessageAndTheImmediateOneHearsOfEach() throws Exception {
    service.add("grouped", "'groupBy':['uploader'],'groupWindowSeconds':600");
    service.add("each", "");
    service.publish(
        IntStream.range(0, 14).mapToObj(i -> Samples.alarming("m" + i)).toArray(Assessment[]::new));
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 14; i++) {
      Received one = service.next();
      assertThat(one.path()).isEqualTo("/each");
      ids.add(one.messageId());
    }
    assertThat(ids).hasSize(14);
    Subscribed.sql("update bundle set due_at = now()");
    Received wave = service.next();
    assertThat(wave.path()).isEqualTo("/grouped");
    assertThat(wave.type()).isEqualTo("alert.group");
    assertThat(wave.data().at("/common/uploader").asText()).isEqualTo("maker0");
    assertThat(wave.data().get("total").asInt()).isEqualTo(14);
    service.awaitCaughtUp();
    assertThat(service.receiver.getRequestCount()).isEqualTo(15);
  }

  @Test
  void quietHoursDeferAllButAP1IfAskedWhichThenSaysWhatWaited() throws Exception {
    String now = hours(-1) + "-" + hours(1);
    String all = service.add("all", "'quietHours':'" + now + "'");
    String pages = service.add("pages", "'quietHours':'" + now + "','quietExceptP1':true");
    service.publish(Samples.alarming("a"));
    await().until(() -> service.standing(all).at("/deferred/quiet").asLong() == 1);
    service.publish(Samples.active("a", 1, Severity.P1, SignalId.V1));
    Received urgent = service.next();
    assertThat(urgent.path()).isEqualTo("/pages");
    assertThat(urgent.data().get("version").asInt()).isEqualTo(2);
    await().until(() -> service.standing(all).at("/deferred/quiet").asLong() == 2);
    assertThat(service.standing(pages).at("/deferred/quiet").isMissingNode()).isTrue();

    // What has become due for another reason is held by the hours, too.
    // The second version stands behind the first, so the first is what is put off again.
    Subscribed.sql("update outbox set due_at = now(), deferral = null where status = 'pending'");
    await().until(() -> service.standing(all).at("/deferred/quiet").asLong() == 1);
    Subscribed.sql(
        "update subscription set pace = jsonb_set(pace, '{quietHours}', 'null') where id = '"
            + all
            + "'");
    Subscribed.sql("update outbox set due_at = now() where status = 'pending'");
    assertThat(List.of(service.next(), service.next()))
        .extracting(m -> m.path() + m.data().get("version").asInt())
        .containsExactly("/all1", "/all2");
    assertThat(service.receiver.getRequestCount()).isEqualTo(3);
  }

  @Test
  void aCapDefersAndSaysSoOnceAndDropsNothing() throws Exception {
    String id = service.add("capped", "'capPerHour':4");
    service.publish(
        IntStream.range(0, 10).mapToObj(i -> Samples.alarming("m" + i)).toArray(Assessment[]::new));
    await().until(() -> service.standing(id).at("/deferred/cap").asLong() == 6);
    Set<String> told = new HashSet<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Received message = service.next();
      types.add(message.type());
      told.add(message.messageId());
    }
    assertThat(types)
        .containsExactlyInAnyOrder("alert.new", "alert.new", "alert.new", "alert.new", "notice");
    assertThat(service.standing(id).get("deferredUntil").asText()).isNotEqualTo("null");
    assertThat(service.running.get("/metrics").body())
        .contains("tunewatch_deferrals_total{why=\"cap\",} 6.0");
    for (int more : new int[] {4, 2}) {
      await()
          .until(
              () ->
                  Subscribed.count("select count(*) from outbox where lease_owner is not null")
                      == 0);
      Subscribed.sql("update delivery set at = at - interval '61 minutes'");
      Subscribed.sql("update outbox set due_at = now() where status = 'pending'");
      for (int i = 0; i < more; i++) {
        told.add(service.next().messageId());
      }
    }
    service.awaitCaughtUp();
    assertThat(told).hasSize(11);
    assertThat(service.receiver.getRequestCount()).isEqualTo(11);
  }

  @Test
  void aSilenceKeepsBackAndIsShownButAWithdrawalFollowsWhatWasTold() throws Exception {
    String id = service.add("all", "");
    service.publish(Samples.alarming("told"));
    assertThat(service.next().type()).isEqualTo("alert.new");
    service.awaitCaughtUp();
    JsonNode silence =
        service.post(
            "/api/v1/silences",
            "{'filter':'key.startsWith(\\'told\\') || key == \\'kept\\'','author':'ann',"
                    .replace("\\'", "\\u0027")
                + "'reason':'known, under work','expiresAt':'2999-01-01T00:00:00Z'}",
            422);
    assertThat(silence.get("field").asText()).isEqualTo("expiresAt");
    silence =
        service.post(
            "/api/v1/silences",
            "{'filter':'key.startsWith(\\u0027told\\u0027) || key == \\u0027kept\\u0027',"
                + "'author':'ann','reason':'known, under work','expiresAt':'"
                + java.time.Instant.now().plusSeconds(3_600)
                + "'}",
            201);
    service.publish(Samples.active("told", 2, Severity.P2, SignalId.V1), Samples.alarming("kept"));
    await().until(() -> service.standing(id).get("silenced").asLong() == 2);
    assertThat(service.log("outcome")).containsExactly("silenced", "silenced", "delivered");
    assertThat(service.log("reason").get(0)).isEqualTo(silence.get("id").asText());
    service.publish(
        Samples.ended("told", Assessment.State.WITHDRAWN, null),
        Samples.ended("kept", Assessment.State.WITHDRAWN, null));
    Received withdrawn = service.next();
    assertThat(withdrawn.type()).isEqualTo("alert.withdrawn");
    assertThat(withdrawn.data().get("canonicalKey").asText()).isEqualTo("told");
    service.awaitCaughtUp();

    var end = service.running.request("/api/v1/silences/" + silence.get("id").asText()).DELETE();
    assertThat(
            service
                .running
                .send(end.header("Authorization", "Bearer " + Running.TOKEN))
                .statusCode())
        .isEqualTo(204);
    assertThat(service.running.get("/api/v1/silences").body()).contains("\"standing\":false");
    service.publish(Samples.alarming("kept"));
    assertThat(service.next().data().get("canonicalKey").asText()).isEqualTo("kept");
  }

  @Test
  void aSilenceThatCannotBeReadAnyMoreKeepsNothingBack() throws Exception {
    service.add("all", "");
    service.post(
        "/api/v1/silences",
        "{'filter':'key == \\u0027other\\u0027','author':'ann','reason':'known','expiresAt':'"
            + java.time.Instant.now().plusSeconds(3_600)
            + "'}",
        201);
    Subscribed.sql("update silence set filter = 'written by(another version'");
    service.publish(Samples.alarming("a"));
    assertThat(service.next().data().get("canonicalKey").asText()).isEqualTo("a");
  }

  @Test
  void aFilterAScopeAndAFloorEachHold() throws Exception {
    service.add("filtered", "'filter':'copies > 1 && \\u0027V1\\u0027 in signals'");
    service.add("operator", "'hub':'civitai'");
    service.publish(
        Samples.alarming("one"),
        Samples.active("two", 2, Severity.P2, SignalId.V1),
        Samples.active("other", 2, Severity.P2, SignalId.H1));
    assertThat(service.next().data().get("canonicalKey").asText()).isEqualTo("two");
    service.awaitCaughtUp();
    assertThat(service.receiver.getRequestCount()).isEqualTo(1);

    JsonNode refused =
        service.post(
            "/api/v1/subscriptions",
            "{'name':'x','url':'http://127.0.0.1:1/','filter':'copis > 1'}",
            422);
    assertThat(refused.get("field").asText()).isEqualTo("filter");
    assertThat(refused.get("detail").asText())
        .isEqualTo("filter position 1: there is no 'copis'; the nearest is 'copies'");
  }

  @Test
  void aChangedFilterHoldsFromTheNextAlertOn() throws Exception {
    String id = service.add("all", "");
    service.publish(Samples.alarming("a"));
    assertThat(service.next().data().get("canonicalKey").asText()).isEqualTo("a");
    Subscribed.sql("update subscription set filter = 'false' where id = '" + id + "'");
    service.publish(Samples.alarming("b"));
    service.awaitCaughtUp();
    assertThat(service.receiver.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aPreviewCountsWhatWouldHaveBeenTold() {
    service.publish(
        IntStream.range(0, 20)
            .mapToObj(i -> Samples.active("m" + i, i < 5 ? 2 : 1, Severity.P2, SignalId.V1))
            .toArray(Assessment[]::new));
    service.awaitCaughtUp();
    JsonNode preview =
        service.post(
            "/api/v1/subscriptions/preview",
            "{'url':'http://127.0.0.1:1/','filter':'copies == 1','mode':'hourly','days':2}",
            200);
    assertThat(preview.at("/history/read").asInt()).isEqualTo(20);
    assertThat(preview.at("/history/more").asBoolean()).isFalse();
    assertThat(preview.at("/history/days/0/versions").asInt()).isEqualTo(20);
    assertThat(preview.at("/history/days/0/matching").asInt()).isEqualTo(15);
    assertThat(preview.at("/history/messages/immediate").asInt()).isEqualTo(15);
    assertThat(preview.at("/history/messages/asDrafted").asInt()).isEqualTo(1);
    assertThat(preview.at("/history/samples")).hasSize(5);
  }

  private static Assessment old(String name) {
    return Samples.createdAt(name, Samples.OBSERVED.minus(Duration.ofDays(8)));
  }

  /** Full hours from now, on the clock of UTC. */
  private static String hours(int hours) {
    return LocalTime.now(ZoneOffset.UTC)
        .plusHours(hours)
        .format(DateTimeFormatter.ofPattern("HH:mm"));
  }
}
