/**
 * Decisions of the live lane: what of a listing page is new, where a walk ends, what is a gap. Pure
 * Java.
 */
@NullMarked
package dev.tunewatch.crawler.walk;

import org.jspecify.annotations.NullMarked;
