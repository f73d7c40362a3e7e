package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a listing that a walk should have read and did not.
 *
 * @param order of the listing
 * @param newer sort key where the walk stopped, null where no row had one
 * @param older sort key up to which it should have gone, null for the end of the listing
 * @param foundAt our clock
 * @param reason why
 */
public record Gap(
    Order order,
    @Nullable Instant newer,
    @Nullable Instant older,
    Instant foundAt,
    GapReason reason) {}
