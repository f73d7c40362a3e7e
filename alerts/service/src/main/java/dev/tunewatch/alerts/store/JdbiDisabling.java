package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Circuit;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.NoticeMessages;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.deliver.Outbox.Disabled;
import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Disables what has nobody behind it, in the transaction that records why. */
final class JdbiDisabling {

  private final Handle handle;
  private final NoticePolicy policy;

  JdbiDisabling(Handle handle, NoticePolicy policy) {
    this.handle = handle;
    this.policy = policy;
  }

  /** After these attempts, which left these circuits. */
  List<Disabled> after(List<Attempt> attempts, List<Circuit> failing) {
    Map<String, String> reasons = new TreeMap<>(); // In one order, for the locks.
    Instant at = Instant.EPOCH;
    for (Attempt attempt : attempts) {
      at = attempt.at().isAfter(at) ? attempt.at() : at;
      if (attempt.dueAt().isEmpty()
          && attempt.reason().filter(GiveUpReason.GONE::equals).isPresent()) {
        reasons.put(attempt.message().subscription().id(), NoticePolicy.GONE);
      }
    }
    for (Circuit circuit : failing) {
      if (circuit.isHopeless(at, policy.patience())) {
        handle
            .createQuery("select id from subscription where endpoint = :endpoint")
            .bind("endpoint", circuit.endpoint())
            .mapTo(String.class)
            .forEach(id -> reasons.putIfAbsent(id, NoticePolicy.FAILING));
      }
    }
    List<Disabled> disabled = new ArrayList<>();
    for (Map.Entry<String, String> one : reasons.entrySet()) {
      if (disable(one.getKey(), one.getValue())) {
        giveUp(one.getKey(), at);
        disabled.add(tell(one.getKey(), one.getValue(), at));
      }
    }
    return disabled;
  }

  private boolean disable(String id, String reason) {
    return handle
            .createUpdate(
                """
                update subscription set state = 'disabled', disabled_reason = :reason
                where id = :id and state = 'active'""")
            .bind("reason", reason)
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Nothing more is sent; what waits is given up, and the log says so of each message. */
  private void giveUp(String id, Instant at) {
    handle
        .createUpdate(
            """
            with ended as (
              update outbox set status = 'gave_up', lease_owner = null, lease_until = null,
                finished_at = :at
              where status = 'pending' and subscription_id = :id
              returning alert_id, version, message_id, attempts, bundle_id)
            insert into delivery (subscription_id, alert_id, version, message_id, attempt, outcome,
              reason, at, took_ms, kind, alerts)
            select :id, alert_id, version, message_id, attempts, 'gave_up', 'disabled', :at, 0,
              'alert', 1
            from ended where bundle_id is null""")
        .bind("at", at)
        .bind("id", id)
        .execute();
    handle
        .createUpdate(
            """
            with ended as (
              update bundle set status = 'gave_up', lease_owner = null, lease_until = null,
                finished_at = :at
              where status = 'pending' and subscription_id = :id
              returning id, kind, message_id, attempts)
            insert into delivery (subscription_id, message_id, attempt, outcome, reason, at,
              took_ms, kind, alerts)
            select :id, e.message_id, e.attempts, 'gave_up', 'disabled', :at, 0, e.kind,
              (select count(*) from outbox o where o.bundle_id = e.id)
            from ended e""")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  private Disabled tell(String id, String reason, Instant at) {
    List<Subscription> all = JdbiSubscriptions.all(handle);
    Optional<Subscription> about = all.stream().filter(s -> s.id().equals(id)).findFirst();
    Optional<Subscription> to = about.flatMap(gone -> policy.recipient(gone, all));
    if (about.isPresent() && to.isPresent()) {
      JdbiBundles.notice(
          handle,
          to.get().id(),
          NoticeMessages.disabledId(to.get(), about.get(), at),
          policy.disabled(about.get(), reason, at));
    }
    return new Disabled(id, reason, to.map(Subscription::id));
  }
}
