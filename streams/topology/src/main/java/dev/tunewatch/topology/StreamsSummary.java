package dev.tunewatch.topology;

/**
 * What the state holds; the same after a repeated run over the same releases.
 *
 * @param assessed releases that are inspected, on the partitions that this process holds
 * @param flagged those of them that are flagged
 * @param deadLetters records refused since this process started
 */
public record StreamsSummary(long assessed, long flagged, long deadLetters) {}
