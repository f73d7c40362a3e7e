/** Kafka: the public state of each alert on {@code alerts.v1}. */
@NullMarked
package dev.tunewatch.alerts.notify.kafka;

import org.jspecify.annotations.NullMarked;
