/**
 * What a subscriber may say about alerts: the Common Expression Language over a closed set of
 * names, checked and bounded when it is saved. Decisions only.
 */
@NullMarked
package dev.tunewatch.alerts.subscription.filter;

import org.jspecify.annotations.NullMarked;
