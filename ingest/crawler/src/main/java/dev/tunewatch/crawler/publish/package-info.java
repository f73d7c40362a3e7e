/** Releases and the checkpoint that covers them, written in one transaction. */
@NullMarked
package dev.tunewatch.crawler.publish;

import org.jspecify.annotations.NullMarked;
