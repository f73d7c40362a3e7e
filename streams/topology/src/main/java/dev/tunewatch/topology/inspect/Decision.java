package dev.tunewatch.topology.inspect;

import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.VerdictCodec;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleaseName;
import org.jspecify.annotations.Nullable;

/** What the bytes under one key of {@code verdicts.v1} turn out to be. */
public sealed interface Decision {

  /**
   * About one release.
   *
   * @param name the release
   * @param standing what stands about it now, null where nothing does (any more)
   */
  record OfRelease(ReleaseName name, @Nullable Verdict standing) implements Decision {}

  /**
   * About a cluster.
   *
   * @param id the cluster
   * @param verdict the last word on it, its end too; null where it was deleted
   */
  record OfCluster(String id, @Nullable Verdict verdict) implements Decision {}

  /** The value is a verdict under a key that is not its own. */
  final class OtherKey extends Exception {
    OtherKey(String message) {
      super(message);
    }
  }

  /**
   * Reads a value under its key.
   *
   * @throws MalformedEvent if key or value are no verdict's
   * @throws OtherKey if the value belongs to another key
   */
  static Decision read(String key, byte @Nullable [] value) throws MalformedEvent, OtherKey {
    Verdict verdict = value == null ? null : VerdictCodec.decode(value);
    if (verdict != null && !verdict.key().equals(key)) {
      throw new OtherKey("the value is of " + verdict.key());
    }
    if (key.startsWith(Verdict.CLUSTER)) {
      return new OfCluster(key.substring(Verdict.CLUSTER.length()), verdict);
    }
    ReleaseName name;
    try {
      name = ReleaseName.parse(key);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent("key: " + e.getMessage(), e);
    }
    boolean stands = verdict != null && verdict.state() == Verdict.State.ACTIVE;
    return new OfRelease(name, stands ? verdict : null);
  }
}
