package dev.tunewatch.alerts.operator;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.events.ReleaseName;
import java.util.List;

/** Forgetting a release in the database, and with it in API and feeds. */
public interface Erasures {

  /** Alerts of one call; call again while there are more. */
  int MOST = 200;

  /**
   * Forgets a release, or says what that would do.
   *
   * @param dryRun whether nothing is changed
   */
  Report erase(ReleaseName release, boolean dryRun);

  /**
   * What was, or would be, forgotten.
   *
   * @param removed ids of alerts that go whole
   * @param rewritten ids of alerts that go on without it
   * @param clusters ids of the clusters of those that go whole, for their topics
   * @param versions of alerts that were removed or rewritten
   * @param verdicts removed
   * @param more whether there are more than one call takes
   */
  @JsonPropertyOrder({"removed", "rewritten", "clusters", "versions", "verdicts", "more"})
  record Report(
      List<String> removed,
      List<String> rewritten,
      List<String> clusters,
      long versions,
      long verdicts,
      boolean more) {

    public Report {
      removed = List.copyOf(removed);
      rewritten = List.copyOf(rewritten);
      clusters = List.copyOf(clusters);
    }
  }
}
