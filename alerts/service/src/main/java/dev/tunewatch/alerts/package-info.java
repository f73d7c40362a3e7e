/**
 * The alerts service: what is known of a cluster becomes an alert, and every alert reaches its
 * subscribers.
 */
@NullMarked
package dev.tunewatch.alerts;

import org.jspecify.annotations.NullMarked;
