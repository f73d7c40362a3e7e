/** Civitai's listing as far as it is documented: types, cursors, and its odd refusals. */
@NullMarked
package dev.tunewatch.crawler.simulated.civitai;

import org.jspecify.annotations.NullMarked;
