package dev.tunewatch.crawler.reconcile;

/**
 * What one walk of the whole listing gave.
 *
 * @param listed rows that the hub listed
 * @param published parts that differed from the log
 * @param removed names said to be removed
 * @param renamed names said to be renamed
 * @param unconfirmed names that were not listed and whose page could not be read
 * @param whole whether the walk was whole; if not, nothing is said of what it did not meet
 * @param known releases in the log
 * @param bytes memory for them at the end
 */
public record ReconcileSummary(
    long listed,
    long published,
    long removed,
    long renamed,
    long unconfirmed,
    boolean whole,
    int known,
    long bytes) {}
