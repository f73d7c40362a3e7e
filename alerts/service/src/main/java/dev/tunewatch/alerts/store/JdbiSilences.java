package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.subscription.Silence;
import dev.tunewatch.alerts.subscription.Silences;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Silences in PostgreSQL. */
public final class JdbiSilences implements Silences {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiSilences(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public void add(Silence silence, Instant now) {
    jdbi.useTransaction(
        handle -> {
          // One at a time, or two could both be the last that is allowed.
          handle.execute("select 1 from subscription_revision for update");
          long standing =
              handle
                  .createQuery("select count(*) from silence where expires_at > :now")
                  .bind("now", now)
                  .mapTo(long.class)
                  .one();
          if (standing >= MOST) {
            throw new SubscriptionRejected("filter", "is one too many: " + MOST + " may stand");
          }
          int added =
              handle
                  .createUpdate(
                      """
                      insert into silence (id, filter, subscription_id, author, reason,
                        created_at, expires_at)
                      select :id, :filter, :subscription, :author, :reason, :created, :expires
                      where cast(:subscription as text) is null
                        or exists (select 1 from subscription where id = :subscription)""")
                  .bind("id", silence.id())
                  .bind("filter", silence.filter())
                  .bind("subscription", silence.subscriptionId())
                  .bind("author", silence.author())
                  .bind("reason", silence.reason())
                  .bind("created", silence.createdAt())
                  .bind("expires", silence.expiresAt())
                  .execute();
          if (added == 0) {
            throw new SubscriptionRejected("subscriptionId", "names no subscription");
          }
        });
  }

  @Override
  public List<Silence> list(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from silence order by created_at desc, id limit :limit")
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
  }

  @Override
  public boolean end(String id, Instant now) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update silence set expires_at = :now where id = :id and expires_at > :now")
                    .bind("now", now)
                    .bind("id", id)
                    .execute())
        > 0;
  }

  /** Those that may stand; whoever asks compares with his own clock. */
  static List<Silence> standing(Handle handle) {
    return handle
        .createQuery(
            """
            select * from silence where expires_at > now() - interval '1 hour'
            order by created_at, id limit 1000""")
        .map((row, context) -> read(row))
        .list();
  }

  private static Silence read(ResultSet row) throws SQLException {
    return new Silence(
        row.getString("id"),
        row.getString("filter"),
        row.getString("subscription_id"),
        row.getString("author"),
        row.getString("reason"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }
}
