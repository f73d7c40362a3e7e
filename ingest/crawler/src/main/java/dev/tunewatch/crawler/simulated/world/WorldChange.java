package dev.tunewatch.crawler.simulated.world;

import dev.tunewatch.crawler.simulated.HubRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event that has happened.
 *
 * @param before the model as it was; null at a birth
 * @param after the model as it is; null after a deletion
 */
public record WorldChange(
    WorldEvent event, @Nullable HubRecord before, @Nullable HubRecord after) {}
