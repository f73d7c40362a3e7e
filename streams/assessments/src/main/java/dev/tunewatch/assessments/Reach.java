package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the copies of one model reach together.
 *
 * @param downloads over 30 days, of all flagged members that tell; null where none does
 * @param quantized members that are quantized or converted copies
 * @param minVramGb gigabytes that the lightest copy needs, null where none tells
 * @param gated whether the hub asks before anybody may have any of them
 * @param firstQuantizedAt when the first quantized copy was created, null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reach(
    @Nullable Long downloads,
    @JsonProperty(required = true) int quantized,
    @Nullable Integer minVramGb,
    @JsonProperty(required = true) boolean gated,
    @Nullable Instant firstQuantizedAt) {}
