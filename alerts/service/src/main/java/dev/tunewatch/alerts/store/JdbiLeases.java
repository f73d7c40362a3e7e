package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Gives leases back: one's own, and those of instances that are gone. */
final class JdbiLeases {

  private static final String[] TABLES = {"outbox", "bundle"};

  private JdbiLeases() {}

  /** As if it had never been claimed, and not before a time. */
  static void defer(Handle handle, String owner, Message message, Instant until, String why) {
    handle.execute(
        "update "
            + table(message)
            + """
               set lease_owner = null, lease_until = null, due_at = ?, deferral = ?,
                attempts = greatest(attempts - 1, 0)
              where id = ? and lease_owner = ? and status = 'pending'""",
        until,
        why,
        message.outboxId(),
        owner);
  }

  /** As if they had never been claimed. */
  static void giveBack(Handle handle, String owner, List<Message> messages) {
    for (String table : TABLES) {
      long[] ids =
          messages.stream()
              .filter(message -> table(message).equals(table))
              .mapToLong(Message::outboxId)
              .toArray();
      if (ids.length > 0) {
        handle
            .createUpdate(
                "update "
                    + table
                    + """
                       set lease_owner = null, lease_until = null,
                        attempts = greatest(attempts - 1, 0)
                      where id = any(:ids) and lease_owner = :owner and status = 'pending'""")
            .bind("ids", ids)
            .bind("owner", owner)
            .execute();
      }
    }
  }

  /** Everything that this owner holds, and its name: it is gone in good order. */
  static void release(Handle handle, String owner) {
    for (String table : TABLES) {
      handle.execute(
          "update "
              + table
              + """
                 set lease_owner = null, lease_until = null, attempts = greatest(attempts - 1, 0)
                where status = 'pending' and lease_owner = ?""",
          owner);
    }
    handle.execute("delete from instance where id = ?", owner);
  }

  /** Everything that anybody holds. */
  static void releaseAll(Handle handle) {
    for (String table : TABLES) {
      handle.execute(
          "update "
              + table
              + """
                 set lease_owner = null, lease_until = null
                where status = 'pending' and lease_owner is not null""");
    }
    handle.execute("delete from instance");
  }

  /**
   * Says that this owner lives, and frees what those hold that have not said so for a while. The
   * database's clock counts for all of them. Who has just come, or was silent himself, judges
   * nobody yet: after the database was away all of them were. What the dead had under way may have
   * arrived, so its attempt counts.
   *
   * @return how many messages were freed
   */
  static int alive(Handle handle, String owner, Duration patience) {
    double seconds = patience.toMillis() / 1e3;
    boolean steady =
        handle
            .createQuery(
                """
                with before as (
                  select seen_at > now() - cast(:patience as double precision) * interval '1 second'
                    as steady
                  from instance where id = :owner),
                seen as (
                  insert into instance (id, seen_at) values (:owner, now())
                  on conflict (id) do update set seen_at = excluded.seen_at)
                select coalesce((select steady from before), false)""")
            .bind("owner", owner)
            .bind("patience", seconds)
            .mapTo(boolean.class)
            .one();
    return steady ? free(handle, seconds) : 0;
  }

  private static int free(Handle handle, double seconds) {
    List<String> gone =
        handle
            .createQuery(
                """
                delete from instance where id in (
                  select id from instance
                  where seen_at < now() - cast(:patience as double precision) * interval '1 second'
                  for update skip locked)
                returning id""")
            .bind("patience", seconds)
            .mapTo(String.class)
            .list();
    int freed = 0;
    for (String table : gone.isEmpty() ? new String[0] : TABLES) {
      freed +=
          handle
              .createUpdate(
                  "update "
                      + table
                      + " set lease_owner = null, lease_until = null"
                      + " where status = 'pending' and lease_owner = any(:gone)")
              .bind("gone", gone.toArray(String[]::new))
              .execute();
    }
    return freed;
  }

  private static String table(Message message) {
    return message.content() instanceof Content.Story ? "outbox" : "bundle";
  }
}
