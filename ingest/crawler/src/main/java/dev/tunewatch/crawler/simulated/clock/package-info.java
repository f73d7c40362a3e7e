/** The simulated hub's time, which may run faster than ours, and the words for it. */
@NullMarked
package dev.tunewatch.crawler.simulated.clock;

import org.jspecify.annotations.NullMarked;
