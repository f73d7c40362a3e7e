package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Severity;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL that leases messages; several instances pass over what another one is leasing. */
final class JdbiClaims {

  private final Handle handle;
  private final String owner;
  private final Instant now;
  private final Instant until;

  /** A lease of one's own that ended so long ago is nobody's: its commit was in doubt. */
  private final Instant forgotten;

  private final Map<String, Subscription> subscriptions = new HashMap<>();

  JdbiClaims(Handle handle, String owner, Instant now, Duration lease) {
    this.handle = handle;
    this.owner = owner;
    this.now = now;
    this.until = now.plus(lease);
    this.forgotten = now.minus(lease);
  }

  /** Of all subscriptions but these; of the capped ones only notices. */
  List<Message> others(int limit, Collection<String> blocked, Collection<String> capped) {
    Set<String> but = new HashSet<>(blocked);
    but.addAll(capped);
    return both(limit, but, blocked, null);
  }

  /** Of these subscriptions only. */
  List<Message> of(int limit, Collection<String> only) {
    return both(limit, List.of(), List.of(), only);
  }

  /** Mostly there is none, and that is cheap to know. */
  private boolean bundleIsDue() {
    return handle
        .createQuery(
            "select exists (select 1 from bundle where status = 'pending' and due_at <= :now)")
        .bind("now", now)
        .mapTo(boolean.class)
        .one();
  }

  private List<Message> both(
      int limit,
      Collection<String> but,
      Collection<String> noNotices,
      @Nullable Collection<String> only) {
    List<Message> claimed = new ArrayList<>(singles(limit, but, only));
    if (claimed.size() < limit && bundleIsDue()) {
      claimed.addAll(bundles(limit - claimed.size(), but, noNotices, only));
    }
    return claimed;
  }

  private List<Message> singles(
      int limit, Collection<String> but, @Nullable Collection<String> only) {
    List<Long> unreadable = new ArrayList<>();
    List<Message> messages =
        handle
            .createQuery(
                """
              with picked as (
                select o.id from outbox o
                where o.status = 'pending' and o.bundle_id is null and o.due_at <= :now
                  and (o.lease_until is null or o.lease_until <= case
                    -- what this process still sends is not sent beside it
                    when o.lease_owner is distinct from :owner then cast(:now as timestamptz)
                    else cast(:forgotten as timestamptz) end)
                  and o.subscription_id <> all(:but)
                  and (cast(:only as text[]) is null or o.subscription_id = any(:only))
                  and not exists (
                    select 1 from outbox e
                    where e.status = 'pending' and e.subscription_id = o.subscription_id
                      and e.alert_id = o.alert_id and e.version < o.version
                    -- asked of the few that are picked, not joined with all that waits
                    offset 0)
                order by o.due_at, o.id limit :limit for update of o skip locked),
              leased as (
                update outbox o set lease_owner = :owner, lease_until = :until,
                  attempts = o.attempts + 1
                from picked where o.id = picked.id
                returning o.id, o.message_id, o.subscription_id, o.alert_id, o.version,
                  o.attempts, o.accepted_at, o.urgent)
              select l.id, l.subscription_id, l.message_id, l.attempts, l.accepted_at, l.urgent, v.body,
                case when l.version = 1 then '{}' else
                  array(select distinct e.body ->> 'severity' from alert_version e
                    where e.alert_id = l.alert_id and e.version < l.version)
                end as earlier, """
                    + JdbiSubscriptions.COLUMNS
                    + """

              from leased l
              join alert_version v on v.alert_id = l.alert_id and v.version = l.version
              join subscription s on s.id = l.subscription_id
              order by l.id""")
            .bind("now", now)
            .bind("until", until)
            .bind("forgotten", forgotten)
            .bind("owner", owner)
            .bind("but", but.toArray(String[]::new))
            .bindByType("only", only == null ? null : only.toArray(String[]::new), String[].class)
            .bind("limit", limit)
            .map((row, context) -> single(row, unreadable))
            .filter(Optional::isPresent)
            .map(Optional::get)
            .list();
    JdbiOutcomes.unreadable(handle, unreadable, now);
    return messages;
  }

  /** A message of several waits for the earlier versions of all that is in it. */
  private List<Message> bundles(
      int limit,
      Collection<String> but,
      Collection<String> noNotices,
      @Nullable Collection<String> only) {
    return handle
        .createQuery(
            """
              with picked as (
                select b.id from bundle b
                where b.status = 'pending' and b.due_at <= :now
                  and (b.lease_until is null or b.lease_until <= case
                    when b.lease_owner is distinct from :owner then cast(:now as timestamptz)
                    else cast(:forgotten as timestamptz) end)
                  and (b.subscription_id <> all(:but)
                    or b.kind = 'notice' and b.subscription_id <> all(:noNotices))
                  and (cast(:only as text[]) is null or b.subscription_id = any(:only))
                  and not exists (
                    select 1 from outbox i
                    join outbox e on e.subscription_id = i.subscription_id
                      and e.alert_id = i.alert_id and e.version < i.version
                      and e.status = 'pending' and e.bundle_id is distinct from i.bundle_id
                    where i.bundle_id = b.id and i.status = 'pending'
                    offset 0)
                order by b.due_at, b.id limit :limit for update of b skip locked),
              leased as (
                update bundle b set lease_owner = :owner, lease_until = :until,
                  attempts = b.attempts + 1, sealed_at = coalesce(b.sealed_at, :now)
                from picked where b.id = picked.id
                returning b.*)
              select l.id, l.subscription_id, l.message_id, l.attempts, l.accepted_at, l.kind, l.group_key,
                l.notice, l.sealed_at, """
                + JdbiSubscriptions.COLUMNS
                + " from leased l join subscription s on s.id = l.subscription_id order by l.id")
        .bind("now", now)
        .bind("until", until)
        .bind("forgotten", forgotten)
        .bind("owner", owner)
        .bind("but", but.toArray(String[]::new))
        .bind("noNotices", noNotices.toArray(String[]::new))
        .bindByType("only", only == null ? null : only.toArray(String[]::new), String[].class)
        .bind("limit", limit)
        .map((row, context) -> bundle(row))
        .list();
  }

  private Optional<Message> single(ResultSet row, List<Long> unreadable) throws SQLException {
    Set<Severity> earlier = EnumSet.noneOf(Severity.class);
    Alert alert;
    try {
      for (String name : (String[]) row.getArray("earlier").getArray()) {
        earlier.add(Severity.valueOf(name));
      }
      alert = AlertJson.read(row.getString("body"));
    } catch (UncheckedIOException | IllegalArgumentException notOfOurs) {
      unreadable.add(row.getLong("id"));
      return Optional.empty();
    }
    return Optional.of(
        new Message(
            row.getLong("id"),
            row.getString("message_id"),
            subscription(row),
            new Content.Story(alert, earlier),
            row.getInt("attempts"),
            row.getTimestamp("accepted_at").toInstant(),
            row.getBoolean("urgent")));
  }

  /** Most rows of a claim are of a few subscriptions. */
  private Subscription subscription(ResultSet row) throws SQLException {
    String id = row.getString("subscription_id");
    Subscription known = subscriptions.get(id);
    if (known == null) {
      known = JdbiSubscriptions.read(row);
      subscriptions.put(id, known);
    }
    return known;
  }

  private Message bundle(ResultSet row) throws SQLException {
    Content content =
        JdbiBundles.content(
            handle,
            row.getLong("id"),
            row.getString("kind"),
            row.getString("group_key"),
            row.getString("notice"),
            row.getTimestamp("sealed_at").toInstant());
    return new Message(
        row.getLong("id"),
        row.getString("message_id"),
        subscription(row),
        content,
        row.getInt("attempts"),
        row.getTimestamp("accepted_at").toInstant(),
        false);
  }
}
