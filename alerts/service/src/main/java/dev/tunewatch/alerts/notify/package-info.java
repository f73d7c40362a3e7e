/**
 * What every channel has in common: its contract, the wording, the registry by name. Decisions
 * only; how a channel calls out is its own package's business.
 */
@NullMarked
package dev.tunewatch.alerts.notify;

import org.jspecify.annotations.NullMarked;
