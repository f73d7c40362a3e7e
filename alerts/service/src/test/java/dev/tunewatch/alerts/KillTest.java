package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.notify.alertmanager.RealAlertmanager;
import dev.tunewatch.alerts.store.JdbiSubscriptions;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.bus.KafkaSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of a real process at each boundary of delivery. Where it stands still to be
 * killed is a lock in PostgreSQL that the test holds, and {@code pg_stat_activity} shows that it
 * does; the oracle is the list of what was published, and what a receiver has counted.
 */
class KillTest {

  private final Tally tally = new Tally();
  private KafkaSettings topics = SharedServers.newKafka();
  private int run;

  KillTest() throws Exception {}

  @BeforeEach
  void begin() {
    SharedServers.emptyDatabase();
    new JdbiSubscriptions(SharedServers.database())
        .add(
            new SubscriptionDraft(
                    "all",
                    "webhook",
                    new ChannelSettings(
                        Map.of("url", tally.url()), Map.of("secret", new Secret(Running.SECRET))),
                    Severity.P4,
                    true,
                    Tlp.CLEAR)
                .create(new Random(1), Instant.now()));
  }

  @AfterEach
  void end() {
    tally.close();
  }

  @Test
  void whatWasPostedAndNotRecordedIsPostedAgainUnderTheSameKey() throws Exception {
    afterThePostBeforeItIsRecorded(60);
    assertThat(tally.posts()).as("the kill made some double").isGreaterThan(60);
  }

  @Test
  @Tag("long")
  void fiveHundredOfFiveHundredWhereverItIsKilledBesideAlertmanager() throws Exception {
    int alerts = 500;
    afterAnAssessmentBeforeTheAlertIsStored(alerts);
    print("after an assessment, before the alert is stored");
    anew();
    afterTheAlertIsStoredBeforeTheOutbox(alerts);
    print("after the alert is stored, before the outbox");
    anew();
    afterTheOutboxBeforeThePost(alerts);
    print("after the outbox, before the POST");
    anew();
    afterItIsHandedOverBeforeTheAnswer(alerts);
    print("once handed over, before the answer to the POST");
    anew();
    afterThePostBeforeItIsRecorded(alerts);
    print("after the POST, before it is recorded");
    tally.clear();
    int told = alertmanagerKilledInsideItsGroupWait(alerts);
    System.out.printf(
        "PRINT prometheus-alertmanager, killed inside group_wait: %d of %d delivered%n",
        told, alerts);
    assertThat(told).as("the reference is what it is said to be").isLessThan(alerts);
  }

  @Test
  @Tag("long")
  void ofTwoInstancesOneMayDieAndNothingIsLostOrKnownUnderTwoKeys() throws Exception {
    int alerts = 500;
    try (Child one = Child.start(topics);
        Child other = Child.start(topics)) {
      publish(alerts);
      await().atMost(Duration.ofSeconds(60)).until(() -> other.isAlive() && tally.posts() >= 20);
      one.kill();
      assertThat(delivered()).as("it was killed in the midst of it").isLessThan(alerts);
      long killed = System.nanoTime();
      await().atMost(Duration.ofSeconds(60)).until(() -> other.isAlive() && delivered() == alerts);
      assertThat(Duration.ofNanos(System.nanoTime() - killed))
          .as("the survivor does not wait for the leases to end")
          .isLessThan(Duration.ofSeconds(40));
    }
    assertThat(tally.alerts()).isEqualTo(alerts);
    assertThat(tally.mostKeys()).isEqualTo(1);
    System.out.printf(
        "PRINT two instances, one killed: %d of %d delivered, %d POSTs, %d key each%n",
        tally.alerts(), alerts, tally.posts(), tally.mostKeys());
    assertThat(tally.posts()).as("doubled at most what was under way").isBetween(500, 500 + 160);
  }

  @Test
  @Tag("long")
  void whatWaitsInTheOutboxOutlivesAKillInTheMidstOfAMigration() throws Exception {
    int alerts = 500;
    keptInTheOutbox(alerts);
    // As the version before left it.
    Subscribed.sql("drop function alert_gone cascade");
    Subscribed.sql("drop function alert_version_gone cascade");
    Subscribed.sql("create index outbox_order on outbox (subscription_id, alert_id, version)");
    Subscribed.sql("alter table alert add constraint alert_cluster_id_key unique (cluster_id)");
    Subscribed.sql("alter table outbox add constraint outbox_message_id_key unique (message_id)");
    Subscribed.sql(
        "alter table alert_version add constraint alert_version_alert_id_fkey"
            + " foreign key (alert_id) references alert (id) on delete cascade");
    Subscribed.sql(
        "alter table outbox add constraint outbox_alert_id_version_fkey foreign key (alert_id,"
            + " version) references alert_version (alert_id, version) on delete cascade");
    Subscribed.sql("delete from flyway_schema_history where version = '36'");
    killedWhereItWaits("lock table alert_version in share mode", 0, "%alter table alert_version%");
    awaitNobodyWaits();
    assertThat(Subscribed.count("select count(*) from pg_indexes where indexname = 'outbox_order'"))
        .as("what the migration had done before is undone with it")
        .isOne();
    assertThat(migrated()).isZero();
    Subscribed.sql("update outbox set due_at = accepted_at");
    restartAndAwait(alerts);
    assertThat(migrated()).isOne();
    print("during a migration");
  }

  private static long migrated() {
    return Subscribed.count("select count(*) from flyway_schema_history where version = '36'");
  }

  private void afterAnAssessmentBeforeTheAlertIsStored(int alerts) throws Exception {
    killedWhereItWaits("lock table alert in exclusive mode", alerts, "%from alert%");
    assertThat(Subscribed.count("select count(*) from alert")).isZero();
    restartAndAwait(alerts);
  }

  private void afterTheAlertIsStoredBeforeTheOutbox(int alerts) throws Exception {
    killedWhereItWaits("lock table outbox in exclusive mode", alerts, "%insert into outbox%");
    awaitNobodyWaits();
    assertThat(Subscribed.count("select count(*) from alert"))
        .as("alert and outbox are one transaction, so what was stored is not")
        .isZero();
    assertThat(Subscribed.count("select coalesce(sum(next_offset), 0) from consumed_position"))
        .isZero();
    restartAndAwait(alerts);
  }

  private void afterTheOutboxBeforeThePost(int alerts) throws Exception {
    keptInTheOutbox(alerts);
    Subscribed.sql("update outbox set due_at = accepted_at");
    restartAndAwait(alerts);
    assertThat(tally.posts()).isEqualTo(alerts);
  }

  /** Accepted by a process that is killed before it sends any of it. */
  private void keptInTheOutbox(int alerts) throws Exception {
    Subscribed.sql(
        "create function held_back() returns trigger language plpgsql as"
            + " 'begin new.due_at := now() + interval ''1 hour''; new.attempts := 0;"
            + " new.lease_owner := null; new.lease_until := null; return new; end'");
    Subscribed.sql(
        "create trigger held_back before insert on outbox for each row"
            + " execute function held_back()");
    try (Child child = Child.start(topics)) {
      publish(alerts);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  child.isAlive()
                      && Subscribed.count("select count(*) from outbox where attempts = 0")
                          == alerts);
      child.kill();
    } finally {
      Subscribed.sql("drop function held_back cascade");
    }
    assertThat(tally.posts()).isZero();
  }

  /** Leased by the transaction that stored it: nothing of it may be lost with the process. */
  private void afterItIsHandedOverBeforeTheAnswer(int alerts) throws Exception {
    tally.holdBack();
    try (Child child = Child.start(topics)) {
      publish(alerts);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  child.isAlive()
                      && tally.held() > 0
                      && Subscribed.count("select count(*) from outbox") == alerts);
      assertThat(
              Subscribed.count(
                  "select count(*) from outbox where attempts = 1 and lease_owner is not null"))
          .as("handed over")
          .isGreaterThan(alerts / 2);
      child.kill();
    } finally {
      tally.letGo();
    }
    Subscribed.sql("update instance set seen_at = seen_at - interval '1 minute'");
    restartAndAwait(alerts);
  }

  private void afterThePostBeforeItIsRecorded(int alerts) throws Exception {
    try (Hold hold = new Hold("lock table delivery in exclusive mode");
        Child child = Child.start(topics)) {
      publish(alerts);
      hold.awaitWaiting(child, "%insert into delivery%");
      await().until(() -> tally.posts() > 0);
      child.kill();
    }
    awaitNobodyWaits();
    assertThat(delivered()).isZero();
    // What a quarter of a minute would do: nobody has seen the dead process since.
    Subscribed.sql("update instance set seen_at = seen_at - interval '1 minute'");
    restartAndAwait(alerts);
  }

  /** Publishes so many alerts, and kills what stands still before a lock. */
  private void killedWhereItWaits(String lock, int alerts, String statement) throws Exception {
    try (Hold hold = new Hold(lock);
        Child child = Child.start(topics)) {
      publish(alerts);
      hold.awaitWaiting(child, statement);
      child.kill();
    }
  }

  private void restartAndAwait(int alerts) throws Exception {
    try (Child child = Child.start(topics)) {
      await().atMost(Duration.ofSeconds(90)).until(() -> child.isAlive() && delivered() == alerts);
    }
    assertThat(tally.alerts()).isEqualTo(alerts);
    assertThat(tally.mostKeys()).as("idempotency keys of one alert").isEqualTo(1);
  }

  private int alertmanagerKilledInsideItsGroupWait(int alerts) throws Exception {
    try (RealAlertmanager alertmanager =
        RealAlertmanager.telling(tally.url(), Duration.ofSeconds(5))) {
      alertmanager.post(IntStream.range(0, alerts).mapToObj(i -> "kill-" + i).toList());
      alertmanager.killAndRestart();
      // Three times what it would have waited.
      await()
          .atMost(Duration.ofSeconds(20))
          .pollDelay(Duration.ofSeconds(15))
          .until(() -> tally.posts() >= 0);
      return tally.alerts();
    }
  }

  private void anew() {
    tally.clear();
    Subscribed.sql("truncate outbox, delivery, alert, alert_version, bundle, circuit cascade");
    Subscribed.sql("delete from consumed_position");
    topics = SharedServers.newKafka();
    run++;
  }

  private void publish(int alerts) {
    SharedServers.publish(
        topics,
        IntStream.range(0, alerts).mapToObj(i -> Samples.alarming("r" + run + "m" + i)).toList());
  }

  private void print(String where) {
    System.out.printf(
        "PRINT tunewatch, killed %s: %d of %d delivered, %d POSTs, %d key each%n",
        where, tally.alerts(), 500, tally.posts(), tally.mostKeys());
  }

  private static long delivered() {
    return Subscribed.count("select count(*) from outbox where status = 'delivered'");
  }

  private static void awaitNobodyWaits() {
    await()
        .until(
            () ->
                Subscribed.count(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                    == 0);
  }

  /** A transaction of the test's own that makes others wait. */
  private static final class Hold implements AutoCloseable {
    private final Connection connection;

    Hold(String lock) throws Exception {
      connection = DriverManager.getConnection(SharedServers.database().jdbcUrl());
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(lock);
      }
    }

    /** Until somebody stands still in a statement like this. */
    void awaitWaiting(Child child, String statement) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  child.isAlive()
                      && Subscribed.count(
                              "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                  + " and query like '"
                                  + statement
                                  + "'")
                          > 0);
    }

    @Override
    public void close() throws Exception {
      connection.rollback();
      connection.close();
    }
  }
}
