package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.AlertTransaction.Position;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.deliver.PositionTaken;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Position, alert and outbox: all of it or nothing. */
class AtomicityTest {

  private final Database database = SharedServers.emptyDatabase();
  private final JdbiPositions positions = new JdbiPositions(database);
  private final AlertStore store = new JdbiAlertStore(database);

  @BeforeEach
  void begin() {
    positions.begin("topic", 0, 7);
    new JdbiSubscriptions(database)
        .add(
            new SubscriptionDraft(
                    "s", "webhook", ChannelSettings.of(Map.of()), Severity.P4, true, Tlp.CLEAR)
                .create(new Random(1), Instant.EPOCH));
  }

  @Test
  void aFailureBetweenAlertAndOutboxLeavesNothing() {
    AlertStore failing =
        new AlertStore() {
          @Override
          public <T> T inTransaction(
              java.util.function.Function<dev.tunewatch.alerts.deliver.AlertTransaction, T> work) {
            return store.inTransaction(
                transaction -> {
                  T done = work.apply(transaction);
                  throw new IllegalStateException("killed before commit of " + done);
                });
          }
        };
    assertThatThrownBy(() -> acceptance(failing).accept(step(7, 8), alarm("a")))
        .hasMessageContaining("killed");
    assertThat(rows()).containsExactly(0L, 0L, 0L);
    assertThat(positions.of("topic")).containsEntry(0, 7L);

    acceptance(store).accept(step(7, 8), alarm("a"));
    assertThat(rows()).containsExactly(1L, 1L, 1L);
    assertThat(positions.of("topic")).containsEntry(0, 8L);
  }

  @Test
  void aZombieThatIsBehindStoresNothing() {
    acceptance(store).accept(step(7, 8), alarm("a"));
    assertThatThrownBy(() -> acceptance(store).accept(step(7, 9), alarm("b")))
        .isInstanceOf(PositionTaken.class);
    assertThat(rows()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void whatWasToldOutlivesARefreshWhichTheSearchFollows() {
    for (int copies : List.of(10, 9, 10, 9)) {
      acceptance(store)
          .accept(List.of(), List.of(Samples.active("a", copies, Severity.P2, SignalId.V1)));
      assertThat(new JdbiAlerts(database).list(containing(copies + " copies"))).hasSize(1);
    }
    assertThat(rows()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void aReaderOfTheFeedSkipsNothingWhileOthersWrite() throws Exception {
    long writers = 4;
    long each = 40;
    ExecutorService pool = Executors.newFixedThreadPool((int) writers);
    List<Future<?>> done = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      long writer = w;
      done.add(
          pool.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  acceptance(store).accept(List.of(), alarm(writer + "-" + i));
                }
              }));
    }
    Alerts alerts = new JdbiAlerts(database);
    long highest = 0;
    while (highest < writers * each) {
      List<Long> seen =
          alerts.versions(Long.MAX_VALUE, 1_000).stream().map(Alerts.Numbered::sequence).toList();
      // No hole below the newest: a number becomes visible only after all that are lower.
      assertThat(seen).hasSize(seen.isEmpty() ? 0 : seen.get(0).intValue());
      highest = seen.isEmpty() ? 0 : seen.get(0);
    }
    for (Future<?> writer : done) {
      writer.get();
    }
    pool.shutdown();
    assertThat(highest).isEqualTo(writers * each);
  }

  private static Acceptance acceptance(AlertStore store) {
    return new Acceptance(
        store,
        new Revisions(Duration.ofDays(7)),
        new Audience(new DeliveryMetrics(new CollectorRegistry(), List.of(), List.of())),
        Clock.systemUTC(),
        Duration.ZERO);
  }

  private static Alerts.Filter containing(String text) {
    return new Alerts.Filter(null, null, text, Long.MAX_VALUE, 10);
  }

  private static List<Assessment> alarm(String name) {
    return List.of(Samples.alarming(name));
  }

  private static List<Position> step(long from, long to) {
    return List.of(new Position("topic", 0, from, to));
  }

  private List<Long> rows() {
    return List.of("alert", "alert_version", "outbox").stream()
        .map(
            table ->
                database
                    .jdbi()
                    .withHandle(
                        handle ->
                            handle
                                .createQuery("select count(*) from " + table)
                                .mapTo(long.class)
                                .one()))
        .toList();
  }
}
