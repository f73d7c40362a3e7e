/** The JSON Feed 1.1 dialect of the alert feed. */
@NullMarked
package dev.tunewatch.alerts.feed.json;

import org.jspecify.annotations.NullMarked;
