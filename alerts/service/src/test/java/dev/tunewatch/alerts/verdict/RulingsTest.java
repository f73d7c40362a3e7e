package dev.tunewatch.alerts.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.AlertAction;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.AlertTransaction;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.store.JdbiAlertStore;
import dev.tunewatch.alerts.store.JdbiAlerts;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.Verdict.Reason;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What several instances on one database do, and what a crash leaves. */
class RulingsTest {

  private static final Instant NOW = Samples.OBSERVED.plusSeconds(60);
  private static final Clock THEN = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Clock LATER = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);

  private final Database database = SharedServers.emptyDatabase();
  private final AlertStore store = new JdbiAlertStore(database);
  private final Revisions revisions = new Revisions(Duration.ofDays(7));
  private final Audience audience =
      new Audience(new DeliveryMetrics(new CollectorRegistry(), List.of(), List.of()));

  @Test
  void severalInstancesEndEachVerdictOnce() throws Exception {
    int alerts = 250;
    List<Triage.Target> targets = targets(alerts);
    triage(store).takeAll(targets, wrong(NOW.plusSeconds(30)), true);
    assertThat(count("verdict_record")).isEqualTo(2L * alerts);

    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Integer>> ended = new ArrayList<>();
    for (int instance = 0; instance < 4; instance++) {
      ended.add(
          pool.submit(
              () -> {
                Rulings rulings = new Rulings(store, revisions, audience, LATER, versions -> {});
                int sum = 0;
                for (int more; (more = rulings.endDue()) > 0; ) {
                  sum += more;
                }
                return sum;
              }));
    }
    int sum = 0;
    for (Future<Integer> one : ended) {
      sum += one.get();
    }
    pool.shutdown();
    assertThat(sum).isEqualTo(2 * alerts);
    assertThat(count("verdict_record")).isEqualTo(4L * alerts);
    assertThat(count("alert_version")).as("new, taken back, standing again").isEqualTo(3L * alerts);
    assertThat(new JdbiAlerts(database).find(id(0)).orElseThrow().state())
        .isEqualTo(AlertState.UPDATED);
  }

  @Test
  void aKillBeforeTheCommitLeavesNothingOfADecision() {
    List<Triage.Target> targets = targets(1);
    AlertStore killed =
        new AlertStore() {
          @Override
          public <T> T inTransaction(Function<AlertTransaction, T> work) {
            return store.inTransaction(
                transaction -> {
                  T done = work.apply(transaction);
                  throw new IllegalStateException("killed before commit of " + done);
                });
          }
        };
    assertThatThrownBy(() -> triage(killed).takeAll(targets, wrong(null), false))
        .hasMessageContaining("killed");
    assertThat(count("verdict_record")).isZero();
    assertThat(count("alert_action")).isZero();
    assertThat(count("judgement")).isZero();
    assertThat(count("alert_version")).isEqualTo(1);
    assertThat(new JdbiAlerts(database).find(id(0)).orElseThrow().state())
        .isEqualTo(AlertState.NEW);
  }

  /** While the exception stands there is nothing to tell; after it the next word on it is news. */
  @Test
  void anExceptionForAClusterWithoutAnAlertKeepsItSilentUntilItEnds() {
    Rulings rulings = new Rulings(store, revisions, audience, LATER, versions -> {});
    Verdict exception = exceptionFor("huggingface:quiet");
    Acceptance acceptance = new Acceptance(store, revisions, audience, THEN, Duration.ZERO);

    assertThat(rulings.grant(exception)).isEmpty();
    assertThat(acceptance.accept(List.of(), List.of(Samples.alarming("quiet")))).isEmpty();
    assertThat(
            acceptance.accept(
                List.of(), List.of(Samples.ended("quiet", Assessment.State.WITHDRAWN, null))))
        .isEmpty();
    assertThat(count("alert")).isZero();

    assertThat(rulings.revoke(exception.key(), "ana")).isPresent();
    assertThat(acceptance.accept(List.of(), List.of(Samples.alarming("quiet"))))
        .singleElement()
        .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.NEW));
  }

  @Test
  void anExceptionDoesNotKeepBackWhatItDoesNotSpeakOf() {
    Rulings rulings = new Rulings(store, revisions, audience, LATER, versions -> {});
    rulings.grant(exceptionFor("huggingface:loud"));

    assertThat(
            new Acceptance(store, revisions, audience, THEN, Duration.ZERO)
                .accept(
                    List.of(),
                    List.of(Samples.active("loud", 1, Severity.P2, SignalId.V1, SignalId.V2))))
        .hasSize(1);
  }

  /** People, assessments and ends at the same time: nobody waits for each other for ever. */
  @Test
  void decisionsAndAssessmentsDoNotLockEachOtherOut() throws Exception {
    List<Triage.Target> targets = targets(20);
    Acceptance acceptance = new Acceptance(store, revisions, audience, THEN, Duration.ZERO);
    Rulings rulings = new Rulings(store, revisions, audience, LATER, versions -> {});
    ExecutorService pool = Executors.newFixedThreadPool(3);
    List<Future<?>> done = new ArrayList<>();
    for (int round = 0; round < 15; round++) {
      done.add(pool.submit(() -> triage(store).takeAll(targets, wrong(NOW.plusSeconds(1)), false)));
      done.add(
          pool.submit(
              () ->
                  acceptance.accept(
                      List.of(),
                      IntStream.range(0, 20).mapToObj(i -> Samples.alarming("m" + i)).toList())));
      done.add(pool.submit(rulings::endDue));
    }
    for (Future<?> one : done) {
      assertThat(one.get()).isNotNull();
    }
    pool.shutdown();
    assertThat(count("verdict_record")).isPositive();
  }

  private List<Triage.Target> targets(int alerts) {
    new Acceptance(store, revisions, audience, THEN, Duration.ZERO)
        .accept(
            List.of(),
            IntStream.range(0, alerts).mapToObj(i -> Samples.alarming("m" + i)).toList());
    return IntStream.range(0, alerts).mapToObj(i -> new Triage.Target(id(i), null)).toList();
  }

  private Triage triage(AlertStore in) {
    return new Triage(in, revisions, audience, THEN, versions -> {});
  }

  private static Triage.Deed wrong(@Nullable Instant expiresAt) {
    return new Triage.Deed(
        "ana",
        new AlertAction.FalsePositive(Reason.OTHER, List.of(), expiresAt),
        Reason.OTHER.wireName(),
        null);
  }

  private static AlertId id(int alert) {
    return AlertId.ofCluster("huggingface:m" + alert);
  }

  private long count(String table) {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery("select count(*) from " + table).mapTo(long.class).one());
  }

  /** An hour's exception for a removal that a lab declares. */
  private static Verdict exceptionFor(String cluster) {
    return new Verdict(
        Verdict.Subject.CLUSTER,
        cluster,
        Verdict.Kind.EXCEPTION,
        Verdict.State.ACTIVE,
        Reason.RESEARCH,
        null,
        List.of(SignalId.V1),
        "lab",
        null,
        NOW,
        NOW.plusSeconds(3_600));
  }
}
