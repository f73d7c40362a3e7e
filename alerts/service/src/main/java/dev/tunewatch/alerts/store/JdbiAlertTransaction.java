package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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
    long sequence = numbers(revisions.stream().filter(Revision::material).count());
    PreparedBatch versions =
        handle.prepareBatch(
            """
            insert into alert (id, cluster_id, version, state, severity, search, backlog, tlp,
              sequence, created_at, updated_at, body, told_flagged, told_signals,
              evidence_stands, hub)
            values (:id, :cluster, :version, :state, :severity, :search, :backlog, :tlp,
              :sequence, :createdAt, :updatedAt, cast(:body as jsonb), :toldFlagged, :toldSignals,
              :evidenceStands, :hub)
            on conflict (id) do update set version = excluded.version, state = excluded.state,
              severity = excluded.severity, search = excluded.search,
              backlog = excluded.backlog, tlp = excluded.tlp, sequence = excluded.sequence,
              updated_at = excluded.updated_at, body = excluded.body,
              told_flagged = excluded.told_flagged, told_signals = excluded.told_signals,
              evidence_stands = excluded.evidence_stands, hub = excluded.hub""");
    PreparedBatch told =
        handle.prepareBatch(
            """
            insert into alert_version (sequence, alert_id, version, told_at, body)
            values (:sequence, :id, :version, :updatedAt, cast(:body as jsonb))""");
    PreparedBatch refreshed =
        handle.prepareBatch(
            """
            update alert set body = cast(:body as jsonb), search = :search,
              evidence_stands = :evidenceStands where id = :id""");
    for (Revision revision : revisions) {
      Alert alert = revision.alert();
      if (!revision.material()) {
        refreshed
            .bind("id", alert.id().value())
            .bind("body", AlertJson.write(alert))
            .bind("search", search(alert))
            .bind("evidenceStands", revision.evidenceStands())
            .add();
        continue;
      }
      sequence++;
      versions
          .bind("id", alert.id().value())
          .bind("cluster", alert.clusterId())
          .bind("version", alert.version())
          .bind("state", alert.state().wireName())
          .bind("severity", alert.severity().name())
          .bind("search", search(alert))
          .bind("backlog", alert.backlog())
          .bind("tlp", alert.tlp().name())
          .bind("sequence", sequence)
          .bind("createdAt", alert.createdAt())
          .bind("updatedAt", alert.updatedAt())
          .bind("body", AlertJson.write(alert))
          .bind("evidenceStands", revision.evidenceStands())
          .bind("hub", alert.hub())
          .bind("toldFlagged", revision.told().flagged())
          .bind(
              "toldSignals",
              revision.told().signals().stream().map(SignalId::name).toArray(String[]::new))
          .add();
      told.bind("sequence", sequence)
          .bind("id", alert.id().value())
          .bind("version", alert.version())
          .bind("updatedAt", alert.updatedAt())
          .bind("body", AlertJson.write(alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE)))
          .add();
    }
    execute(versions);
    execute(told);
    execute(refreshed);
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
  public void enqueue(Collection<Entry> entries) {
    JdbiEnqueue.enqueue(handle, entries);
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

  /** Takes so many numbers; the row stays locked until commit. Returns the one before them. */
  private long numbers(long count) {
    return count == 0
        ? 0
        : handle
                .createQuery(
                    """
                    update feed_position set last_sequence = last_sequence + :count
                    returning last_sequence""")
                .bind("count", count)
                .mapTo(long.class)
                .one()
            - count;
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

  static String search(Alert alert) {
    String lead = alert.lead() == null ? "" : alert.lead().release().id();
    return (alert.headline() + ' ' + alert.canonicalKey() + ' ' + lead).toLowerCase(Locale.ROOT);
  }

  private static Assessment decode(byte[] stored) {
    try {
      return AssessmentCodec.decode(stored);
    } catch (MalformedEvent impossible) {
      throw new IllegalStateException("a held withdrawal cannot be read", impossible);
    }
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static String[] texts(Collection<AlertId> ids) {
    return ids.stream().map(AlertId::value).toArray(String[]::new);
  }
}
