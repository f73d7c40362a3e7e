package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.AlertTransaction;
import dev.tunewatch.alerts.deliver.AlertTransaction.Position;
import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.deliver.HandOver;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.deliver.PositionTaken;
import dev.tunewatch.alerts.deliver.Room;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.notify.webhook.WebhookChannel;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.GroupBy;
import dev.tunewatch.alerts.subscription.Interest;
import dev.tunewatch.alerts.subscription.Mode;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.QuietHours;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is accepted here goes straight to the senders of this process, and loses no promise. */
class HandOverTest {

  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Database database = SharedServers.emptyDatabase();
  private final JdbiOutbox outbox =
      new JdbiOutbox(database, new NoticePolicy(Duration.ofHours(72), Optional.empty(), Set.of()));
  private final Here here = new Here();
  private final Acceptance acceptance = acceptance(new JdbiAlertStore(database));

  @Test
  void whatIsHandedOverIsLeasedByTheTransactionThatStoresIt() {
    subscribe("all");
    accept(3);
    assertThat(here.taken).extracting(Message::attempt).containsExactly(1, 1, 1);
    assertThat(here.others).isFalse();
    assertThat(claim("here", Instant.now())).as("it is on its way").isEmpty();
    assertThat(claim("another", Instant.now())).as("it is another's").isEmpty();

    outbox.record("here", here.taken.stream().map(HandOverTest::delivered).toList());
    assertThat(outbox.backlog().pending()).isZero();
    assertThat(count("select count(*) from delivery where outcome = 'delivered'")).isEqualTo(3);
  }

  @Test
  void ofADeadProcessAnotherSendsItUnderTheSameKeyAndWithTheSameBytes() throws Exception {
    subscribe("all");
    acceptance.accept(List.of(), List.of(Samples.active("many", 40, Severity.P1, SignalId.V1)));
    String hub =
        new String(AssessmentCodec.encode(Samples.alarming("hub")), StandardCharsets.UTF_8)
            .replace("\"quote\":\"hub\"", "\"quote\":\"ü \\\" \\\\ \\u2028 🦊 </b> 1e3\"");
    acceptance.accept(
        List.of(), List.of(AssessmentCodec.decode(hub.getBytes(StandardCharsets.UTF_8))));
    List<Message> taken = List.copyOf(here.taken);
    assertThat(taken).hasSize(2);
    assertThat(bodies(taken).get(1)).contains("</b> 1e3");
    List<Message> again = claim("another", Instant.now().plus(LEASE));

    assertThat(again).extracting(Message::attempt).containsOnly(2);
    assertThat(bodies(again)).isEqualTo(bodies(taken));
    assertThat(again)
        .extracting(Message::messageId)
        .isEqualTo(taken.stream().map(Message::messageId).toList());
    assertThat(again)
        .extracting(Message::content)
        .isEqualTo(taken.stream().map(Message::content).toList());
  }

  @Test
  void aLeaseWhoseCommitWasInDoubtIsTakenAgainByItsOwner() {
    subscribe("all");
    accept(1);
    Instant ended = Instant.now().plus(LEASE);
    assertThat(claim("here", ended)).as("it may still be under way").isEmpty();
    assertThat(claim("here", ended.plus(LEASE))).hasSize(1);
  }

  @Test
  void whatMayHaveBeenCommittedIsGivenBackAndNotTaken() {
    subscribe("all");
    AlertStore store = new JdbiAlertStore(database);
    AlertStore deaf = // The commit was done; the answer was lost on its way.
        new AlertStore() {
          @Override
          public <T> T inTransaction(Function<AlertTransaction, T> work) {
            throw new IllegalStateException("no answer to " + store.inTransaction(work));
          }
        };
    assertThatThrownBy(() -> acceptance(deaf).accept(List.of(), List.of(Samples.alarming("m"))))
        .hasMessageContaining("no answer");
    assertThat(here.taken).isEmpty();
    assertThat(here.doubted).hasSize(1);

    outbox.giveBack("here", here.doubted);
    assertThat(claim("here", Instant.now())).extracting(Message::attempt).containsExactly(1);
  }

  @Test
  void whatIsRolledBackIsNotHandedOver() {
    subscribe("all");
    assertThatThrownBy(
            () ->
                acceptance.accept(
                    List.of(new Position("topic", 0, 1, 2)), List.of(Samples.alarming("m"))))
        .isInstanceOf(PositionTaken.class);
    assertThat(here.taken).isEmpty();
    assertThat(count("select count(*) from outbox")).isZero();
  }

  @Test
  void whatMayHaveToWaitGoesTheOtherWay() {
    LocalTime now = LocalTime.now(ZoneOffset.UTC);
    QuietHours quiet = new QuietHours(now.minusHours(1), now.plusHours(1));
    subscribe("capped", pace(Mode.IMMEDIATE, List.of(), null, 5));
    subscribe("daily", pace(Mode.DAILY, List.of(), null, 0));
    subscribe("waves", pace(Mode.IMMEDIATE, List.of(GroupBy.UPLOADER), null, 0));
    subscribe("quiet", pace(Mode.IMMEDIATE, List.of(), quiet, 0));
    accept(2);
    assertThat(here.taken).isEmpty();
    assertThat(here.others).isTrue();
    assertThat(count("select count(*) from outbox where lease_owner is not null")).isZero();
    assertThat(count("select count(*) from outbox")).isEqualTo(8);
  }

  @Test
  void aLaterVersionWaitsForTheEarlierOne() {
    subscribe("all");
    accept(1);
    acceptance.accept(
        List.of(), List.of(Samples.active("m0", 1, Severity.P2, SignalId.V1, SignalId.V3)));
    assertThat(here.others).isTrue();
    assertThat(here.taken).hasSize(1);
    assertThat(claim("here", Instant.now())).as("behind the first").isEmpty();

    outbox.record("here", List.of(delivered(here.taken.get(0))));
    assertThat(claim("here", Instant.now())).extracting(Message::attempt).containsExactly(1);
  }

  @Test
  void anEndpointWhoseCircuitIsOpenIsLeftAlone() {
    subscribe("all");
    sql(
        "insert into circuit (endpoint, failures, failing_since, open_until)"
            + " select endpoint, 5, now(), now() + interval '30 seconds' from subscription");
    accept(2);
    assertThat(here.taken).isEmpty();
    assertThat(here.others).isTrue();
    assertThat(count("select count(*) from outbox where attempts = 0")).isEqualTo(2);
  }

  @Test
  void oneThatWasDisabledMeanwhileGetsNothingAndNoMoreIsTakenThanThereIsRoomFor() {
    subscribe("all");
    here.room = 3;
    accept(5);
    assertThat(here.taken).hasSize(3);
    assertThat(here.others).isTrue();
    assertThat(claim("here", Instant.now())).as("the others").hasSize(2);

    sql("update subscription set state = 'disabled', disabled_reason = 'gone'");
    acceptance.accept(List.of(), List.of(Samples.alarming("later")));
    assertThat(here.taken).hasSize(3);
  }

  private Acceptance acceptance(AlertStore store) {
    return new Acceptance(
        store,
        new Revisions(Duration.ofDays(7)),
        new Audience(new DeliveryMetrics(new CollectorRegistry(), List.of(), List.of())),
        Clock.systemUTC(),
        Duration.ZERO,
        here);
  }

  private void subscribe(String name) {
    subscribe(name, Pace.IMMEDIATE);
  }

  private void subscribe(String name, Pace pace) {
    new JdbiSubscriptions(database)
        .add(
            new SubscriptionDraft(
                    name,
                    SubscriptionDraft.ADMIN,
                    "webhook",
                    new ChannelSettings(
                        Map.of("url", "https://example.org/" + name),
                        Map.of("secret", new Secret(Running.SECRET))),
                    Interest.from(Severity.P4, true, Tlp.CLEAR),
                    pace)
                .create(new Random(name.hashCode()), Instant.now()));
  }

  private static Pace pace(
      Mode mode, List<GroupBy> groupBy, @Nullable QuietHours quiet, int capPerHour) {
    Pace plain = Pace.IMMEDIATE;
    return new Pace(
        mode, groupBy, 60, plain.timeZone(), plain.digestAt(), quiet, false, capPerHour);
  }

  private void accept(int alerts) {
    List<Assessment> assessments =
        IntStream.range(0, alerts).mapToObj(i -> Samples.alarming("m" + i)).toList();
    acceptance.accept(List.of(), assessments);
  }

  private List<Message> claim(String owner, Instant now) {
    return outbox.claim(owner, now, LEASE, 512, Set.of()).messages();
  }

  private void sql(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }

  private long count(String query) {
    return database.jdbi().withHandle(h -> h.createQuery(query).mapTo(long.class).one());
  }

  private static List<String> bodies(List<Message> messages) {
    try (HttpSender http = new HttpSender(new TargetPolicy(true), Clock.systemUTC())) {
      WebhookChannel channel = new WebhookChannel(http, Clock.systemUTC());
      return messages.stream()
          .map(message -> channel.render(message).parts().get(0).content())
          .toList();
    }
  }

  private static Attempt delivered(Message message) {
    return new Attempt(message, new Outcome.Delivered(), Optional.empty(), Instant.now(), 1);
  }

  /** Senders that send nothing. */
  private static final class Here implements HandOver {
    private final List<Message> taken = new ArrayList<>();
    private final List<Message> doubted = new ArrayList<>();
    private int room = 100;
    private boolean others;

    @Override
    public Room room() {
      return new Room("here", Instant.now().plus(LEASE), room, room, Map.of());
    }

    @Override
    public void take(List<Message> leased, boolean more) {
      taken.addAll(leased);
      others |= more;
    }

    @Override
    public void doubt(List<Message> leased) {
      doubted.addAll(leased);
    }
  }
}
