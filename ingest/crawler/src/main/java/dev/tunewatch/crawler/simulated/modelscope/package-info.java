/** ModelScope's open listing: numbered pages within 3,000 rows, and its envelope. */
@NullMarked
package dev.tunewatch.crawler.simulated.modelscope;

import org.jspecify.annotations.NullMarked;
