/**
 * What a look at a release's own page means: edits, renames, removals, and when to look again.
 * Decisions only; no Kafka, no HTTP.
 */
@NullMarked
package dev.tunewatch.crawler.recheck;

import org.jspecify.annotations.NullMarked;
