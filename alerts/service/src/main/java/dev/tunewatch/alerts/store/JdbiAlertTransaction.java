package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.Handlings;
import dev.tunewatch.alerts.alert.Judgement;
import dev.tunewatch.alerts.alert.Revision;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.alert.Told;
import dev.tunewatch.alerts.alert.Verdicts;
import dev.tunewatch.alerts.deliver.AlertTransaction;
import dev.tunewatch.alerts.subscription.Silence;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.MalformedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** SQL of one transaction; it decides nothing. */
final class JdbiAlertTransaction implements AlertTransaction {

  private final Handle handle;

  JdbiAlertTransaction(Handle handle) {
    this.handle = handle;
  }

  @Override
  public boolean advance(Position position) {
    return handle
            .createUpdate(
                """
                update consumed_position set next_offset = :next
                where topic = :topic and partition = :partition and next_offset = :expected""")
            .bind("next", position.next())
            .bind("topic", position.topic())
            .bind("partition", position.partition())
            .bind("expected", position.expected())
            .execute()
        == 1;
  }

  @Override
  public Map<AlertId, Standing> alerts(Collection<AlertId> ids) {
    Map<AlertId, Standing> found = new HashMap<>();
    handle
        .createQuery(
            """
            select body, told_flagged, told_signals, evidence_stands, handling, assignee,
              snoozed_until, handling_revision
            from alert where id = any(:ids) order by id for update""")
        .bind("ids", texts(ids))
        .map((row, context) -> standing(row))
        .forEach(standing -> found.put(standing.alert().id(), standing));
    return found;
  }

  @Override
  public void save(Collection<Revision> revisions) {
    JdbiVersions.save(handle, revisions);
  }

  @Override
  public Handlings handlings() {
    return new JdbiHandlings(handle);
  }

  @Override
  public Verdicts verdicts() {
    return new JdbiVerdicts(handle);
  }

  @Override
  public void judge(Collection<Judgement> judgements) {
    JdbiJudgements.save(handle, judgements);
  }

  @Override
  public long subscriptionRevision() {
    return handle.createQuery("select revision from subscription_revision").mapTo(long.class).one();
  }

  @Override
  public List<Silence> silences() {
    return JdbiSilences.standing(handle);
  }

  @Override
  public List<Subscription> subscriptions() {
    return JdbiSubscriptions.all(handle);
  }

  @Override
  public Map<AlertId, Set<String>> told(Collection<AlertId> ids) {
    Map<AlertId, Set<String>> told = new HashMap<>();
    if (ids.isEmpty()) {
      return told;
    }
    handle
        .createQuery(
            """
            select distinct alert_id, subscription_id from outbox
            where alert_id = any(:ids) and status <> 'silenced'""")
        .bind("ids", texts(ids))
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            row ->
                told.computeIfAbsent(new AlertId(row.getKey()), id -> new HashSet<>())
                    .add(row.getValue()));
    return told;
  }

  @Override
  public Map<String, Long> enqueue(Collection<Entry> entries, Lease lease) {
    return JdbiEnqueue.enqueue(handle, entries, lease);
  }

  @Override
  public void hold(Assessment withdrawal, Instant dueAt) {
    handle
        .createUpdate(
            """
            insert into held_withdrawal (cluster_id, due_at, assessment)
            values (:cluster, :dueAt, :assessment)
            on conflict (cluster_id) do update set assessment = excluded.assessment""")
        .bind("cluster", withdrawal.clusterId())
        .bind("dueAt", dueAt)
        .bind("assessment", AssessmentCodec.encode(withdrawal))
        .execute();
  }

  @Override
  public void release(Collection<String> clusterIds) {
    if (!clusterIds.isEmpty()) {
      handle
          .createUpdate("delete from held_withdrawal where cluster_id = any(:clusters)")
          .bind("clusters", clusterIds.toArray(String[]::new))
          .execute();
    }
  }

  @Override
  public List<Assessment> due(Instant now, int limit) {
    return handle
        .createQuery(
            """
            delete from held_withdrawal where cluster_id in (
              select cluster_id from held_withdrawal where due_at <= :now
              order by due_at limit :limit for update skip locked)
            returning assessment""")
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(byte[].class)
        .map(JdbiAlertTransaction::decode)
        .list();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    Set<SignalId> signals = EnumSet.noneOf(SignalId.class);
    for (String name : (String[]) row.getArray("told_signals").getArray()) {
      signals.add(SignalId.valueOf(name));
    }
    return new Standing(
        AlertJson.read(row.getString("body")),
        new Told(row.getInt("told_flagged"), signals),
        row.getBoolean("evidence_stands"),
        JdbiHandlings.handling(row));
  }

  private static Assessment decode(byte[] stored) {
    try {
      return AssessmentCodec.decode(stored);
    } catch (MalformedEvent impossible) {
      throw new IllegalStateException("a held withdrawal cannot be read", impossible);
    }
  }

  private static String[] texts(Collection<AlertId> ids) {
    return ids.stream().map(AlertId::value).toArray(String[]::new);
  }
}
