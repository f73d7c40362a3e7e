package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Severity;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an instance had leased when it died is free long before its leases end. */
class InstanceTest {

  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final int ALERTS = 20;

  private final Database database = SharedServers.emptyDatabase();
  private final JdbiOutbox outbox =
      new JdbiOutbox(database, new NoticePolicy(Duration.ofHours(72), Optional.empty(), Set.of()));

  InstanceTest() {
    new JdbiSubscriptions(database)
        .add(
            new SubscriptionDraft(
                    "all",
                    "webhook",
                    new ChannelSettings(
                        Map.of("url", "https://example.org/"),
                        Map.of("secret", new Secret(Running.SECRET))),
                    Severity.P4,
                    true,
                    Tlp.CLEAR)
                .create(new Random(1), Instant.now()));
    new Acceptance(
            new JdbiAlertStore(database),
            new Revisions(Duration.ofDays(7)),
            new Audience(new DeliveryMetrics(new CollectorRegistry(), List.of(), List.of())),
            Clock.systemUTC(),
            Duration.ZERO)
        .accept(
            List.of(),
            IntStream.range(0, ALERTS).mapToObj(i -> Samples.alarming("m" + i)).toList());
  }

  @Test
  void anInstanceThatIsSilentIsHeldForDeadAndItsMessagesAreTakenAgain() {
    outbox.alive("dead", SILENCE);
    outbox.alive("other", SILENCE);
    List<Message> leased = claim("dead");
    assertThat(leased).hasSize(ALERTS);
    assertThat(claim("other")).isEmpty();
    assertThat(outbox.alive("other", SILENCE)).isZero();

    silent("dead");

    assertThat(outbox.alive("other", SILENCE)).isEqualTo(ALERTS);
    List<Message> again = claim("other");
    assertThat(again).extracting(Message::messageId).hasSameElementsAs(keys(leased));
    assertThat(again).extracting(Message::attempt).containsOnly(2);
    // It was not dead after all: what it says of messages that are another's counts for nothing.
    outbox.record("dead", leased.stream().map(InstanceTest::delivered).toList());
    assertThat(outbox.backlog().pending()).isEqualTo(ALERTS);
    outbox.record("other", again.stream().map(InstanceTest::delivered).toList());
    assertThat(outbox.backlog().pending()).isZero();
  }

  @Test
  void whoWasSilentHimselfOrHasJustComeJudgesNobody() {
    outbox.alive("one", SILENCE);
    outbox.alive("other", SILENCE);
    assertThat(claim("one")).hasSize(ALERTS);
    // The database was away for all of them.
    silent("one");
    silent("other");

    assertThat(outbox.alive("other", SILENCE)).isZero();
    assertThat(outbox.alive("new", SILENCE)).isZero();
    assertThat(outbox.alive("one", SILENCE)).isZero();
    assertThat(outbox.alive("other", SILENCE)).isZero();
  }

  @Test
  void oneThatEndsInGoodOrderLeavesNoName() {
    outbox.alive("one", SILENCE);
    assertThat(claim("one")).hasSize(ALERTS);

    outbox.release("one");

    assertThat(claim("other")).extracting(Message::attempt).hasSize(ALERTS).containsOnly(1);
    assertThat(count("select count(*) from instance")).isZero();
  }

  @Test
  void oneRowThatNobodyCanReadHoldsUpNoOther() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update alert_version set body = body || '{\"severity\":\"P9\"}'"
                        + " where sequence = 7"));

    assertThat(claim("one")).hasSize(ALERTS - 1);

    assertThat(count("select count(*) from outbox where status = 'gave_up'")).isEqualTo(1);
    assertThat(count("select count(*) from delivery where reason = 'unreadable'")).isEqualTo(1);
    outbox.release("one");
    assertThat(claim("other")).as("it is not tried again").hasSize(ALERTS - 1);
  }

  private List<Message> claim(String owner) {
    return outbox.claim(owner, Instant.now(), Duration.ofSeconds(60), 512, Set.of()).messages();
  }

  private void silent(String owner) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update instance set seen_at = seen_at - interval '16 seconds' where id = ?",
                    owner));
  }

  private long count(String query) {
    return database.jdbi().withHandle(h -> h.createQuery(query).mapTo(long.class).one());
  }

  private static List<String> keys(List<Message> messages) {
    return messages.stream().map(Message::messageId).toList();
  }

  private static Attempt delivered(Message message) {
    return new Attempt(message, new Outcome.Delivered(), Optional.empty(), Instant.now(), 1);
  }
}
