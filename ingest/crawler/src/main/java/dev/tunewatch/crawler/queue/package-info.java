/** The release log read as the detail lane's queue. */
@NullMarked
package dev.tunewatch.crawler.queue;

import org.jspecify.annotations.NullMarked;
