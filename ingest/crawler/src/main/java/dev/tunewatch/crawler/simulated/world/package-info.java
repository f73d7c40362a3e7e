/** A hub that changes over time: births, edits, renames and deletions, by hand or by a timeline. */
@NullMarked
package dev.tunewatch.crawler.simulated.world;

import org.jspecify.annotations.NullMarked;
