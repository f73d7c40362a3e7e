package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.Revision;
import dev.tunewatch.assessments.SignalId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes alerts and their versions: one statement for all new versions of a batch and one for all
 * rows that are only refreshed. A statement for each row costs PostgreSQL and the wire more than
 * the rows do.
 */
final class JdbiVersions {

  private JdbiVersions() {}

  /** Material ones become a version in the feed, in this order. */
  static void save(Handle handle, Collection<Revision> revisions) {
    tell(handle, revisions.stream().filter(Revision::material).toList());
    refresh(handle, revisions.stream().filter(revision -> !revision.material()).toList());
  }

  private static void tell(Handle handle, List<Revision> told) {
    if (told.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            with told as (
              select cast(:before as bigint) + nr as sequence, id, cluster_id, version, state,
                severity, search, backlog, tlp, cast(created_at as timestamptz) as created_at,
                cast(updated_at as timestamptz) as updated_at, cast(body as jsonb) as body,
                cast(cut as jsonb) as cut, told_flagged,
                string_to_array(told_signals, ',') as told_signals, evidence_stands, hub
              from unnest(:id, :cluster, :version, :state, :severity, :search, :backlog, :tlp,
                :createdAt, :updatedAt, :body, :cut, :toldFlagged, :toldSignals, :evidenceStands,
                :hub) with ordinality as given(id, cluster_id, version, state, severity, search,
                backlog, tlp, created_at, updated_at, body, cut, told_flagged, told_signals,
                evidence_stands, hub, nr)),
            saved as (
              insert into alert (id, cluster_id, version, state, severity, search, backlog, tlp,
                sequence, created_at, updated_at, body, told_flagged, told_signals,
                evidence_stands, hub)
              select id, cluster_id, version, state, severity, search, backlog, tlp, sequence,
                created_at, updated_at, body, told_flagged, told_signals, evidence_stands, hub
              from told
              on conflict (id) do update set version = excluded.version, state = excluded.state,
                severity = excluded.severity, search = excluded.search,
                backlog = excluded.backlog, tlp = excluded.tlp, sequence = excluded.sequence,
                updated_at = excluded.updated_at, body = excluded.body,
                told_flagged = excluded.told_flagged, told_signals = excluded.told_signals,
                evidence_stands = excluded.evidence_stands, hub = excluded.hub)
            insert into alert_version (sequence, alert_id, version, told_at, body)
            select sequence, id, version, updated_at, coalesce(cut, body) from told""")
        .bind("before", numbers(handle, told.size()))
        .bind("id", texts(told, alert -> alert.id().value()))
        .bind("cluster", texts(told, Alert::clusterId))
        .bind("version", told.stream().mapToInt(r -> r.alert().version()).toArray())
        .bind("state", texts(told, alert -> alert.state().wireName()))
        .bind("severity", texts(told, alert -> alert.severity().name()))
        .bind("search", texts(told, JdbiVersions::search))
        .bind("backlog", told.stream().map(r -> r.alert().backlog()).toArray(Boolean[]::new))
        .bind("tlp", texts(told, alert -> alert.tlp().name()))
        .bind("createdAt", texts(told, alert -> alert.createdAt().toString()))
        .bind("updatedAt", texts(told, alert -> alert.updatedAt().toString()))
        .bind("body", texts(told, AlertJson::write))
        .bind("cut", texts(told, JdbiVersions::cut))
        .bind("toldFlagged", told.stream().mapToInt(r -> r.told().flagged()).toArray())
        .bind("toldSignals", told.stream().map(JdbiVersions::signals).toArray(String[]::new))
        .bind("evidenceStands", told.stream().map(Revision::evidenceStands).toArray(Boolean[]::new))
        .bind("hub", texts(told, Alert::hub))
        .execute();
  }

  private static void refresh(Handle handle, List<Revision> refreshed) {
    if (refreshed.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            update alert set body = cast(given.body as jsonb), search = given.search,
              evidence_stands = given.evidence_stands
            from unnest(:id, :body, :search, :evidenceStands)
              as given(id, body, search, evidence_stands)
            where alert.id = given.id""")
        .bind("id", texts(refreshed, alert -> alert.id().value()))
        .bind("body", texts(refreshed, AlertJson::write))
        .bind("search", texts(refreshed, JdbiVersions::search))
        .bind(
            "evidenceStands",
            refreshed.stream().map(Revision::evidenceStands).toArray(Boolean[]::new))
        .execute();
  }

  /** Takes so many numbers; the row stays locked until commit. Returns the one before them. */
  private static long numbers(Handle handle, long count) {
    return handle
            .createQuery(
                """
                update feed_position set last_sequence = last_sequence + :count
                returning last_sequence""")
            .bind("count", count)
            .mapTo(long.class)
            .one()
        - count;
  }

  /** What the console's search looks through. */
  static String search(Alert alert) {
    String lead = alert.lead() == null ? "" : alert.lead().release().id();
    return (alert.headline() + ' ' + alert.canonicalKey() + ' ' + lead).toLowerCase(Locale.ROOT);
  }

  /** As messages carry it, where that is another text: most are written once for both tables. */
  private static @Nullable String cut(Alert alert) {
    return alert.members().size() <= Alert.MAX_MEMBERS_IN_MESSAGE
        ? null
        : AlertJson.write(alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE));
  }

  /** Names of an enum, so the comma separates and nothing else. */
  private static String signals(Revision revision) {
    return revision.told().signals().stream().map(SignalId::name).collect(Collectors.joining(","));
  }

  private static @Nullable String[] texts(
      List<Revision> revisions, Function<Alert, @Nullable String> of) {
    return revisions.stream().map(Revision::alert).map(of).toArray(String[]::new);
  }
}
