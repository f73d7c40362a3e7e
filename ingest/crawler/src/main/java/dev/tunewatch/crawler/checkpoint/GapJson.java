package dev.tunewatch.crawler.checkpoint;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.GapReason;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A gap within a checkpoint. Earlier versions wrote neither {@code known} nor {@code resume}. */
public record GapJson(
    String order,
    @Nullable Instant newer,
    @Nullable Instant older,
    @Nullable Set<Long> known,
    @Nullable String resume,
    Instant foundAt,
    String reason) {

  static GapJson of(Gap gap) {
    return new GapJson(
        gap.order().wireName(),
        gap.newer(),
        gap.older(),
        gap.knownAtOlder(),
        gap.resume(),
        gap.foundAt(),
        gap.reason().wireName());
  }

  Gap toGap() {
    return new Gap(
        Order.valueOf(order.toUpperCase(Locale.ROOT)),
        newer,
        older,
        known == null ? Set.of() : known,
        resume,
        foundAt,
        GapReason.valueOf(reason.toUpperCase(Locale.ROOT)));
  }
}
