package dev.tunewatch.topology.cluster;

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
}
