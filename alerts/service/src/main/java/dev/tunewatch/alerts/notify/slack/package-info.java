/** Incoming webhooks as Slack has them, with Block Kit blocks. */
@NullMarked
package dev.tunewatch.alerts.notify.slack;

import org.jspecify.annotations.NullMarked;
