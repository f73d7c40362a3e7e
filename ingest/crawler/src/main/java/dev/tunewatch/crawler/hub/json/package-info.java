/**
 * Reading what a hub answers: JSON of any shape, bounded, with one bad record spoiling no other.
 */
@NullMarked
package dev.tunewatch.crawler.hub.json;

import org.jspecify.annotations.NullMarked;
