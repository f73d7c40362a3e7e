package dev.tunewatch.alerts.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Forgets what is old enough, so many rows at a time that nobody waits for it. */
public final class Retention {

  private static final int BATCH = 1_000;

  /** What goes, and when. The README has the same table; a test holds one against the other. */
  static final List<Rule> RULES =
      List.of(
          new Rule(
              "delivery",
              "attempts to deliver",
              Duration.ofDays(90),
              "delete from delivery where id in"
                  + " (select id from delivery where at < :before order by at limit :limit)"),
          new Rule(
              "audit",
              "entries of the audit log",
              Duration.ofDays(400),
              "delete from audit where id in"
                  + " (select id from audit where at < :before order by at limit :limit)"),
          new Rule(
              "contest",
              "text and contact of answered contests",
              Duration.ofDays(180),
              "update contest set text = '', contact = null where id in"
                  + " (select id from contest where answered_at < :before and text <> ''"
                  + " order by answered_at limit :limit)"),
          new Rule(
              "verdict_record",
              "records that are on verdicts.v1",
              Duration.ofDays(30),
              "delete from verdict_record where sequence in"
                  + " (select sequence from verdict_record where at < :before and sequence <="
                  + " (select last_sequence from feed_reader where name = 'verdicts.v1')"
                  + " order by sequence limit :limit)"),
          new Rule(
              "access_token",
              "revoked tokens",
              Duration.ofDays(90),
              "delete from access_token where id in"
                  + " (select id from access_token where revoked_at < :before limit :limit)"));

  private final Jdbi jdbi;

  /** Works in this database. */
  public Retention(Database database) {
    this.jdbi = database.jdbi();
  }

  /**
   * One kind of thing that is forgotten.
   *
   * @param table where it is
   * @param what it is, for people
   * @param age how long it is kept
   * @param sql that takes a batch
   */
  record Rule(String table, String what, Duration age, String sql) {}

  /**
   * Takes one batch of each kind.
   *
   * @return how many rows; call again soon while it is not 0
   */
  public int round(Instant now) {
    int gone = 0;
    for (Rule rule : RULES) {
      gone +=
          jdbi.withHandle(
              handle ->
                  handle
                      .createUpdate(rule.sql())
                      .bind("before", now.minus(rule.age()))
                      .bind("limit", BATCH)
                      .execute());
    }
    return gone;
  }
}
