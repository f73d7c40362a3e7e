/** PostgreSQL: the one place that knows SQL. */
@NullMarked
package dev.tunewatch.alerts.store;

import org.jspecify.annotations.NullMarked;
