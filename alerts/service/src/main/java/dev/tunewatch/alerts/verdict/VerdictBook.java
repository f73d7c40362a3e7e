package dev.tunewatch.alerts.verdict;

import dev.tunewatch.alerts.alert.Digest;
import dev.tunewatch.assessments.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading the last word on each release and cluster. */
public interface VerdictBook {

  /**
   * A page, the last given first.
   *
   * @param kind only those, null for all
   * @param state only those, null for all
   */
  List<Page> list(
      Verdict.@Nullable Kind kind, Verdict.@Nullable State state, long before, int limit);

  /** The name of a key in addresses, a function of it. */
  static String name(String key) {
    return "vd_" + Digest.base32(key, 26);
  }

  /** The key that has this name in addresses. */
  Optional<String> keyOf(String name);

  /**
   * A verdict in its place.
   *
   * @param sequence grows with each record
   */
  record Page(long sequence, Verdict verdict) {}
}
