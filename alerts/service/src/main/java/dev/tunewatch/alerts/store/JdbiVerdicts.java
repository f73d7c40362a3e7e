package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Verdicts;
import dev.tunewatch.alerts.verdict.VerdictBook;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.Verdict.Kind;
import dev.tunewatch.assessments.Verdict.State;
import dev.tunewatch.assessments.Verdict.Subject;
import dev.tunewatch.assessments.VerdictCodec;
import dev.tunewatch.events.MalformedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Verdicts in PostgreSQL, and the log of their records on the way to Kafka. */
final class JdbiVerdicts implements Verdicts {

  private final Handle handle;

  JdbiVerdicts(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Map<String, Verdict> onClusters(Collection<String> clusterIds) {
    Map<String, Verdict> found = new HashMap<>();
    handle
        .createQuery(
            """
            select body from verdict where subject_id = any(:ids)
              and subject = :subject and state = :active""")
        .bind("ids", clusterIds.toArray(String[]::new))
        .bind("subject", Subject.CLUSTER.wireName())
        .bind("active", State.ACTIVE.wireName())
        .mapTo(byte[].class)
        .map(JdbiVerdicts::read)
        .forEach(verdict -> found.put(verdict.id(), verdict));
    return found;
  }

  @Override
  public Optional<Verdict> find(String key) {
    return one("select body from verdict where key = :key", key);
  }

  @Override
  public Optional<Verdict> lock(String key) {
    return one("select body from verdict where key = :key for update", key);
  }

  private Optional<Verdict> one(String sql, String key) {
    return handle
        .createQuery(sql)
        .bind("key", key)
        .mapTo(byte[].class)
        .map(JdbiVerdicts::read)
        .findOne();
  }

  @Override
  public List<Verdict> ofAlerts(Collection<AlertId> alerts) {
    return handle
        .createQuery(
            """
            select body from verdict where alert_id = any(:alerts)
              and kind = :wrong and state = :active order by key for update""")
        .bind("alerts", alerts.stream().map(AlertId::value).toArray(String[]::new))
        .bind("wrong", Kind.FALSE_POSITIVE.wireName())
        .bind("active", State.ACTIVE.wireName())
        .mapTo(byte[].class)
        .map(JdbiVerdicts::read)
        .list();
  }

  @Override
  public List<Verdict> due(Instant now, int limit) {
    return handle
        .createQuery(
            """
            select body from verdict where state = :active and expires_at <= :now
            order by key limit :limit for update skip locked""")
        .bind("active", State.ACTIVE.wireName())
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(byte[].class)
        .map(JdbiVerdicts::read)
        .list();
  }

  @Override
  public void save(Collection<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    long sequence = numbers(verdicts.size());
    PreparedBatch last =
        handle.prepareBatch(
            """
            insert into verdict (key, name, sequence, subject, subject_id, kind, state, owner, alert_id,
              at, expires_at, body)
            values (:key, :name, :sequence, :subject, :id, :kind, :state, :owner, :alert,
              :at, :expiresAt, :body)
            on conflict (key) do update set sequence = excluded.sequence,
              subject_id = excluded.subject_id, kind = excluded.kind, state = excluded.state,
              owner = excluded.owner, alert_id = excluded.alert_id, at = excluded.at,
              expires_at = excluded.expires_at, body = excluded.body""");
    PreparedBatch log =
        handle.prepareBatch(
            """
            insert into verdict_record (sequence, key, subject_id, at, body)
            values (:sequence, :key, :id, :at, :body)""");
    for (Verdict verdict : verdicts) {
      sequence++;
      byte[] body = VerdictCodec.encode(verdict);
      for (PreparedBatch batch : List.of(last, log)) {
        batch
            .bind("sequence", sequence)
            .bind("key", verdict.key())
            .bind("id", verdict.id())
            .bind("at", verdict.at())
            .bind("body", body);
      }
      last.bind("name", VerdictBook.name(verdict.key()))
          .bind("subject", verdict.subject().wireName())
          .bind("kind", verdict.kind().wireName())
          .bind("state", verdict.state().wireName())
          .bind("owner", verdict.owner())
          .bind("alert", verdict.alertId())
          .bind("expiresAt", verdict.expiresAt())
          .add();
      log.add();
    }
    last.execute();
    log.execute();
  }

  static Verdict read(byte[] body) {
    try {
      return VerdictCodec.decode(body);
    } catch (MalformedEvent impossible) {
      throw new IllegalStateException("a stored verdict cannot be read", impossible);
    }
  }

  /** As the numbers of the feed: the row stays locked until commit, so that none is skipped. */
  private long numbers(int count) {
    return handle
            .createQuery(
                """
                update verdict_position set last_sequence = last_sequence + :count
                returning last_sequence""")
            .bind("count", (long) count)
            .mapTo(long.class)
            .one()
        - count;
  }
}
