package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a listing that a walk should have read and did not.
 *
 * @param order of the listing
 * @param newer sort key where the walk stopped, null where no row had one
 * @param older sort key up to which it should have gone, null for the end of the listing
 * @param knownAtOlder rows at the very key {@code older} that are published
 * @param resume path and query of the page, given by the hub, at which a repair may go on; null
 *     where it has to start from the newest page
 * @param foundAt our clock
 * @param reason why
 */
public record Gap(
    Order order,
    @Nullable Instant newer,
    @Nullable Instant older,
    Set<Long> knownAtOlder,
    @Nullable String resume,
    Instant foundAt,
    GapReason reason) {

  public Gap {
    knownAtOlder = Set.copyOf(knownAtOlder);
  }

  /** The same for the same gap, in every process. */
  public String id() {
    return order.wireName()
        + "-"
        + Long.toHexString(Hashes.of(newer + "|" + older + "|" + foundAt + "|" + reason));
  }

  /** One gap that holds both, of one order. */
  static Gap joined(Gap first, Gap second) {
    Instant c = first.newer;
    Instant d = second.newer;
    Instant newer = c == null || d == null ? null : c.isAfter(d) ? c : d;
    Instant a = first.older;
    Instant b = second.older;
    Instant older = a == null || b == null ? null : a.isBefore(b) ? a : b;
    Set<Long> known =
        older == null ? Set.of() : older.equals(a) ? first.knownAtOlder : second.knownAtOlder;
    return new Gap(first.order, newer, older, known, null, first.foundAt, first.reason);
  }
}
