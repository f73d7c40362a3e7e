package dev.tunewatch.alerts.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.deliver.AlertTransaction.Entry;
import dev.tunewatch.alerts.deliver.AlertTransaction.Joined;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages of several alerts, or of none, in PostgreSQL. */
final class JdbiBundles {

  private JdbiBundles() {}

  /**
   * The open message that a version joins, locked until the end of the transaction so that nobody
   * seals it meanwhile: the one that an earlier version of its alert waits in, else the one of its
   * key, which is made if there is none.
   */
  static Optional<Long> join(Handle handle, Entry entry, Joined joined) {
    Optional<Long> earlier = entry.version() == 1 ? Optional.empty() : earlier(handle, entry);
    return earlier.isPresent()
        ? earlier
        : handle
            .createQuery(
                """
                insert into bundle (subscription_id, kind, group_key, message_id, accepted_at,
                  due_at)
                select id, :kind, :key, :message, :accepted, :due
                from subscription where id = :subscription and state = 'active'
                on conflict (subscription_id, kind, group_key)
                  where status = 'pending' and sealed_at is null
                do update set kind = excluded.kind
                returning id""")
            .bind("subscription", entry.subscriptionId())
            .bind("kind", wireName(joined.form()))
            .bind("key", joined.key())
            .bind("message", entry.bundleMessageId())
            .bind("accepted", entry.acceptedAt())
            .bind("due", joined.dueAt())
            .mapTo(Long.class)
            .findOne();
  }

  private static Optional<Long> earlier(Handle handle, Entry entry) {
    return handle
        .createQuery(
            """
            select b.id from bundle b
            where b.status = 'pending' and b.sealed_at is null and b.id in (
              select o.bundle_id from outbox o
              where o.subscription_id = :subscription and o.alert_id = :alert
                and o.status = 'pending' and o.bundle_id is not null)
            order by b.id desc limit 1 for update""")
        .bind("subscription", entry.subscriptionId())
        .bind("alert", entry.alertId().value())
        .mapTo(Long.class)
        .findOne();
  }

  /** Puts a notice into the outbox, once for each message id. */
  static void notice(
      Handle handle, String subscriptionId, String messageId, Content.Notice notice) {
    handle
        .createUpdate(
            """
            insert into bundle (subscription_id, kind, group_key, message_id, notice, accepted_at,
              due_at, sealed_at)
            values (:subscription, 'notice', '', :message, cast(:notice as jsonb), :at, :at, :at)
            on conflict (message_id) do nothing""")
        .bind("subscription", subscriptionId)
        .bind("message", messageId)
        .bind("notice", json(notice))
        .bind("at", notice.at())
        .execute();
  }

  /** What a sealed message says: the same every time. */
  static Content content(
      Handle handle, long id, String kind, String key, String notice, Instant sealedAt) {
    if (kind.equals("notice")) {
      return notice(notice);
    }
    Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
    int[] sums = new int[2];
    handle
        .createQuery(
            LAST
                + """
                  select v.body ->> 'severity', count(*),
                    count(*) filter (where v.body ->> 'state' in ('withdrawn', 'superseded'))
                  from last join alert_version v using (alert_id, version) group by 1""")
        .bind("bundle", id)
        .map((row, context) -> new Object[] {row.getString(1), row.getInt(2), row.getInt(3)})
        .forEach(
            row -> {
              bySeverity.put(Severity.valueOf((String) row[0]), (Integer) row[1]);
              sums[0] += (Integer) row[1];
              sums[1] += (Integer) row[2];
            });
    List<Content.Line> lines =
        handle
            .createQuery(
                LAST
                    + """
                      select v.body from last join alert_version v using (alert_id, version)
                      order by v.body ->> 'severity', v.sequence limit :most""")
            .bind("bundle", id)
            .bind("most", Content.Listing.MOST_LINES)
            .mapTo(String.class)
            .map(body -> Content.Line.of(AlertJson.read(body)))
            .list();
    return new Content.Listing(
        Content.Form.valueOf(kind.toUpperCase(Locale.ROOT)),
        common(key),
        sums[0],
        sums[1],
        bySeverity,
        lines,
        sealedAt);
  }

  private static final String LAST =
      """
      with last as (
        select alert_id, max(version) as version from outbox
        where bundle_id = :bundle and status <> 'replaced' group by alert_id)
      """;

  static String wireName(Content.Form form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> common(String key) {
    Map<String, String> common = new HashMap<>();
    for (String line : key.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        common.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return common;
  }

  private static String json(Content.Notice notice) {
    try {
      return EventJson.mapper().writeValueAsString(notice);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Content.Notice notice(String json) {
    try {
      return EventJson.mapper().readValue(json, Content.Notice.class);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
