package dev.tunewatch.crawler;

/**
 * What a crawler did since it was started.
 *
 * @param listed rows of the listing that were new to it, refused ones included
 * @param published releases whose listing was committed; cards are in the metrics
 * @param gapsOpen gaps that are open now, of this run or an earlier one
 * @param deadLetters records refused, by all lanes
 */
public record CrawlSummary(long listed, long published, long gapsOpen, long deadLetters) {}
