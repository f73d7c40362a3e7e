/** Kafka: verdicts on {@code verdicts.v1}. */
@NullMarked
package dev.tunewatch.alerts.verdict.topic;

import org.jspecify.annotations.NullMarked;
