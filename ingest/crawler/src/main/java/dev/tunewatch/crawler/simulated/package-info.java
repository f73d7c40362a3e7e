/**
 * A hub made of recorded data that speaks the Hugging Face protocol on the loopback address: for
 * the demo, for tests of the crawler, and for trying Tunewatch without asking a real hub. It knows
 * nothing of the crawler; what it serves is what was recorded.
 */
@NullMarked
package dev.tunewatch.crawler.simulated;

import org.jspecify.annotations.NullMarked;
