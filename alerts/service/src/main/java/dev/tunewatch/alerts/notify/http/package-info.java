/**
 * How channels that speak HTTP call out: to checked addresses only, without following anybody, for
 * a bounded time. Nothing else in the service makes HTTP calls.
 */
@NullMarked
package dev.tunewatch.alerts.notify.http;

import org.jspecify.annotations.NullMarked;
