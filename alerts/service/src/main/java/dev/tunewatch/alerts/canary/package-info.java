/** The far end of the canary: it is measured here and told to nobody. */
@NullMarked
package dev.tunewatch.alerts.canary;

import org.jspecify.annotations.NullMarked;
