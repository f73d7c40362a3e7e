package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.operator.Erasure;
import dev.tunewatch.alerts.operator.Erasures;
import dev.tunewatch.events.ReleaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Forgetting in PostgreSQL. */
public final class JdbiErasures implements Erasures {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiErasures(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Report erase(ReleaseName release, boolean dryRun) {
    return jdbi.inTransaction(
        handle -> {
          List<Alert> named = named(handle, release);
          List<Alert> these = named.subList(0, Math.min(named.size(), MOST));
          List<String> removed = new ArrayList<>();
          List<String> rewritten = new ArrayList<>();
          List<String> clusters = new ArrayList<>();
          long versions = 0;
          for (Alert alert : these) {
            List<Map.Entry<Long, Alert>> told = versions(handle, alert);
            versions += told.size();
            Optional<Alert> left = Erasure.of(alert, release);
            if (left.isEmpty() || told.stream().anyMatch(v -> isLost(v.getValue(), release))) {
              removed.add(alert.id().value());
              clusters.add(alert.clusterId());
              if (!dryRun) {
                remove(handle, alert);
              }
            } else {
              rewritten.add(alert.id().value());
              if (!dryRun) {
                rewrite(handle, left.get(), told, release);
              }
            }
          }
          long verdicts = verdicts(handle, release, clusters, dryRun);
          return new Report(removed, rewritten, clusters, versions, verdicts, named.size() > MOST);
        });
  }

  /** A version that names it and cannot be told without it. */
  private static boolean isLost(Alert version, ReleaseName release) {
    return Erasure.isNamedIn(version, release) && Erasure.of(version, release).isEmpty();
  }

  private static List<Alert> named(Handle handle, ReleaseName release) {
    return handle
        .createQuery(
            """
            select body from alert a
            where lower(body::text) ~ :name
              or exists (select 1 from alert_version v where v.alert_id = a.id
                and lower(v.body::text) ~ :name)
            order by id limit :limit for update of a""")
        .bind("name", Erasure.pattern(release))
        .bind("limit", MOST + 1)
        .mapTo(String.class)
        .map(AlertJson::read)
        .list();
  }

  private static List<Map.Entry<Long, Alert>> versions(Handle handle, Alert alert) {
    return handle
        .createQuery("select sequence, body from alert_version where alert_id = :id")
        .bind("id", alert.id().value())
        .map((row, context) -> Map.entry(row.getLong(1), AlertJson.read(row.getString(2))))
        .list();
  }

  /** Versions, messages, history, contests and answers go with it; attempts name only its id. */
  private static void remove(Handle handle, Alert alert) {
    handle
        .createUpdate("delete from held_withdrawal where cluster_id = :cluster")
        .bind("cluster", alert.clusterId())
        .execute();
    handle
        .createUpdate("delete from alert where id = :id")
        .bind("id", alert.id().value())
        .execute();
  }

  private static void rewrite(
      Handle handle, Alert left, List<Map.Entry<Long, Alert>> told, ReleaseName release) {
    handle
        .createUpdate(
            "update alert set body = cast(:body as jsonb), search = :search where id = :id")
        .bind("id", left.id().value())
        .bind("body", AlertJson.write(left))
        .bind("search", JdbiVersions.search(left))
        .execute();
    for (Map.Entry<Long, Alert> version : told) {
      if (Erasure.isNamedIn(version.getValue(), release)) {
        handle
            .createUpdate(
                "update alert_version set body = cast(:body as jsonb) where sequence = :sequence")
            .bind("sequence", version.getKey())
            .bind("body", AlertJson.write(Erasure.of(version.getValue(), release).orElseThrow()))
            .execute();
      }
    }
  }

  private static long verdicts(
      Handle handle, ReleaseName release, List<String> clusters, boolean dryRun) {
    String which = " where subject_id = :release or subject_id = any(:clusters)";
    long count =
        handle
            .createQuery("select count(*) from verdict" + which)
            .bind("release", release.key())
            .bind("clusters", clusters.toArray(String[]::new))
            .mapTo(long.class)
            .one();
    if (!dryRun) {
      for (String table : List.of("verdict", "verdict_record")) {
        handle
            .createUpdate("delete from " + table + which)
            .bind("release", release.key())
            .bind("clusters", clusters.toArray(String[]::new))
            .execute();
      }
    }
    return count;
  }
}
