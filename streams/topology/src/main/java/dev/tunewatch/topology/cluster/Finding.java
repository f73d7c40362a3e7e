package dev.tunewatch.topology.cluster;

import dev.tunewatch.assessments.Verdict;
import org.jspecify.annotations.Nullable;

/** What inspect tells a cluster about one release. */
public sealed interface Finding {

  /** The cluster that is told. */
  String clusterId();

  /**
   * The release is flagged and belongs to this cluster.
   *
   * @param clusterId the cluster that is told
   * @param standing what is known of the member; replaces what was told of it before
   */
  record Stands(String clusterId, Standing standing) implements Finding {}

  /**
   * The release is no longer a member.
   *
   * @param clusterId the cluster that is told
   * @param departure who left, and why
   */
  record Left(String clusterId, Departure departure) implements Finding {}

  /**
   * A person decided something about the cluster.
   *
   * @param clusterId the cluster that is told
   * @param verdict under its id, null where it was deleted; one that does not stand any more takes
   *     the former back
   */
  record Judged(String clusterId, @Nullable Verdict verdict) implements Finding {}
}
