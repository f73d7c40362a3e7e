package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdicts that were given, in one transaction; each is on its way to Kafka with its commit.
 */
public interface Verdicts {

  /** The active verdicts on these clusters, by cluster id. */
  Map<String, Verdict> onClusters(Collection<String> clusterIds);

  /** The last word under a key. */
  Optional<Verdict> find(String key);

  /** The same, locked until the end of the transaction. */
  Optional<Verdict> lock(String key);

  /** The active false positives given in the wake of these alerts, locked. */
  List<Verdict> ofAlerts(Collection<AlertId> alerts);

  /** Active verdicts whose time has come, locked, at most so many; none that others work on. */
  List<Verdict> due(Instant now, int limit);

  /** Makes these the last word on their keys. */
  void save(Collection<Verdict> verdicts);
}
