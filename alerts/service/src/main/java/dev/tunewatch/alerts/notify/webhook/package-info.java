/**
 * The webhook channel: Standard Webhooks 1.0 signatures, and the policy on which addresses may be
 * called.
 */
@NullMarked
package dev.tunewatch.alerts.notify.webhook;

import org.jspecify.annotations.NullMarked;
