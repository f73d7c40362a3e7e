package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.NoticeMessages;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Subscriptions that want so many messages in an hour and no more. */
final class JdbiCaps {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final Handle handle;
  private final NoticePolicy policy;
  private final Instant now;

  JdbiCaps(Handle handle, NoticePolicy policy, Instant now) {
    this.handle = handle;
    this.policy = policy;
    this.now = now;
  }

  /** All that have a cap. */
  List<String> capped() {
    return handle
        .createQuery("select id from subscription where cap_per_hour > 0")
        .mapTo(String.class)
        .list();
  }

  /**
   * Leases what the caps leave, and puts off the rest.
   *
   * @param capped gets how many were put off
   */
  List<Message> claim(
      JdbiClaims claims, int limit, Collection<String> ids, Map<String, Integer> capped) {
    List<Message> claimed = new ArrayList<>();
    if (ids.isEmpty()) {
      return claimed;
    }
    for (Subscription subscription : due(ids)) {
      int left = subscription.pace().capPerHour() - used(subscription.id());
      int room = Math.min(left, limit - claimed.size());
      if (room > 0) {
        claimed.addAll(claims.of(room, List.of(subscription.id())));
      }
      if (left <= 0) {
        int deferred = defer(subscription.id());
        if (deferred > 0) {
          capped.put(subscription.id(), deferred);
          if (!policy.channels().contains(subscription.channel())) {
            continue;
          }
          NoticeMessages.Capped notice = NoticeMessages.capped(subscription, deferred, now);
          JdbiBundles.notice(handle, subscription.id(), notice.messageId(), notice.notice());
        }
      }
    }
    return claimed;
  }

  /** Those with something due, locked against another instance that would count the same. */
  private List<Subscription> due(Collection<String> ids) {
    return handle
        .createQuery(
            "select "
                + JdbiSubscriptions.COLUMNS
                + """
                   from subscription s where s.id = any(:ids) and (
                    exists (select 1 from outbox o where o.subscription_id = s.id
                      and o.status = 'pending' and o.bundle_id is null and o.due_at <= :now
                      and (o.lease_until is null or o.lease_until <= :now))
                    or exists (select 1 from bundle b where b.subscription_id = s.id
                      and b.status = 'pending' and b.due_at <= :now
                      and (b.lease_until is null or b.lease_until <= :now)))
                  order by s.id for no key update of s skip locked""")
        .bind("ids", ids.toArray(String[]::new))
        .bind("now", now)
        .map((row, context) -> JdbiSubscriptions.read(row))
        .list();
  }

  /** Attempts of the last hour and what is under way; a notice counts for nothing. */
  private int used(String id) {
    return handle
        .createQuery(
            """
            select (select count(*) from delivery where subscription_id = :id and at > :since
                and outcome in ('delivered', 'retry', 'gave_up') and attempt > 0
                and kind <> 'notice')
              + (select count(*) from outbox where subscription_id = :id and status = 'pending'
                and bundle_id is null and lease_until > :now)
              + (select count(*) from bundle where subscription_id = :id and status = 'pending'
                and kind <> 'notice' and lease_until > :now)""")
        .bind("id", id)
        .bind("since", now.minus(WINDOW))
        .bind("now", now)
        .mapTo(int.class)
        .one();
  }

  private int defer(String id) {
    Instant free =
        handle
            .createQuery(
                """
                select min(at) from delivery where subscription_id = :id and at > :since
                  and attempt > 0 and kind <> 'notice'""")
            .bind("id", id)
            .bind("since", now.minus(WINDOW))
            .mapTo(Instant.class)
            .findOne()
            .map(oldest -> oldest.plus(WINDOW).plusMillis(1))
            .orElse(now.plusSeconds(60));
    return handle
            .createUpdate(
                """
                update outbox set due_at = :free, deferral = 'cap'
                where subscription_id = :id and status = 'pending' and bundle_id is null
                  and due_at <= :now and (lease_until is null or lease_until <= :now)""")
            .bind("free", free)
            .bind("id", id)
            .bind("now", now)
            .execute()
        + handle
            .createUpdate(
                """
                update bundle set due_at = :free, deferral = 'cap'
                where subscription_id = :id and status = 'pending' and kind <> 'notice'
                  and due_at <= :now and (lease_until is null or lease_until <= :now)""")
            .bind("free", free)
            .bind("id", id)
            .bind("now", now)
            .execute();
  }
}
