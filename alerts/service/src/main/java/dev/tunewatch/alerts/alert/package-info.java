/**
 * An alert, one cluster's story with one id for life, and what makes a new version of it. Decisions
 * only.
 */
@NullMarked
package dev.tunewatch.alerts.alert;

import org.jspecify.annotations.NullMarked;
