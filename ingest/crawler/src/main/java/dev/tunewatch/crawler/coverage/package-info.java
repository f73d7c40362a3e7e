/** What a lane has seen and published: ledger and metrics. */
@NullMarked
package dev.tunewatch.crawler.coverage;

import org.jspecify.annotations.NullMarked;
