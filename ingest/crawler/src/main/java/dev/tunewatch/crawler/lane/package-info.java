/** The lanes: loops that fetch, decide and publish, and the threads that run them. */
@NullMarked
package dev.tunewatch.crawler.lane;

import org.jspecify.annotations.NullMarked;
