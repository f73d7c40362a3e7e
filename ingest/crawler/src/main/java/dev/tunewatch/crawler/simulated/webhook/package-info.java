/** The hub's webhooks, version 3, sent for what happens in the simulated world. */
@NullMarked
package dev.tunewatch.crawler.simulated.webhook;

import org.jspecify.annotations.NullMarked;
