package dev.tunewatch.bus;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Where a record goes. All parts of a release lie in one partition, so the part is not part of what
 * is hashed; producers and Kafka Streams must agree, hence one function for both.
 */
public final class Partitioning {

  private Partitioning() {}

  /**
   * The partition of a release's parts.
   *
   * @param key {@code hub:owner/name} with or without {@code #part}, or {@code hub:#<hub's id>}
   * @param partitions of the topic
   */
  public static int ofRelease(String key, int partitions) {
    int hash = key.lastIndexOf('#');
    // In hub:#<hub's id>, the row that outlives a rename, '#' stands where a name would begin.
    boolean identity = hash > 0 && key.indexOf(':') == hash - 1;
    String release = hash < 0 || identity ? key : key.substring(0, hash);
    return of(release, partitions);
  }

  /**
   * The partition of a verdict: that of the release, or of the cluster's assessments, that it
   * speaks of, whatever stands before that in its key.
   *
   * @param id of the release or cluster
   * @param partitions of the topic
   */
  public static int of(String id, int partitions) {
    return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
