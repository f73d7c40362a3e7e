/** Reads model hubs and publishes what it sees: the wiring of one hub's lanes. */
@NullMarked
package dev.tunewatch.crawler;

import org.jspecify.annotations.NullMarked;
