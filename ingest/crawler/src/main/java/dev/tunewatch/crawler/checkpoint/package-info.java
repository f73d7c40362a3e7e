/** Where a lane stands, its JSON form, and how it is read back. */
@NullMarked
package dev.tunewatch.crawler.checkpoint;

import org.jspecify.annotations.NullMarked;
