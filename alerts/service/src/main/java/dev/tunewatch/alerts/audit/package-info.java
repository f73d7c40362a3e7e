/** Who changed what. */
@NullMarked
package dev.tunewatch.alerts.audit;

import org.jspecify.annotations.NullMarked;
