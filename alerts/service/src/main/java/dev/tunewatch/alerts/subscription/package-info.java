/** Who wants to hear of what, and over which channel. Decisions only. */
@NullMarked
package dev.tunewatch.alerts.subscription;

import org.jspecify.annotations.NullMarked;
