/** The HTTP interface: alerts, subscriptions, deliveries, feed, console. */
@NullMarked
package dev.tunewatch.alerts.api;

import org.jspecify.annotations.NullMarked;
