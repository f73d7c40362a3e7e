/** What a hub sends us: its webhooks, verified and turned into wishes. */
@NullMarked
package dev.tunewatch.crawler.push;

import org.jspecify.annotations.NullMarked;
