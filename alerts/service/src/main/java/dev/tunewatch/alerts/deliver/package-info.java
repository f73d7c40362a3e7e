/**
 * Delivery as a row of small stages: match, deduplicate, render, deliver, record. Decisions and
 * ports; nothing here knows SQL, Kafka or HTTP.
 */
@NullMarked
package dev.tunewatch.alerts.deliver;

import org.jspecify.annotations.NullMarked;
