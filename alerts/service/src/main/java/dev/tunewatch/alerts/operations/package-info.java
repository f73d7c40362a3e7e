/** What an operator's tools read of any Tunewatch process: metrics and health. */
@NullMarked
package dev.tunewatch.alerts.operations;

import org.jspecify.annotations.NullMarked;
