/** Reads assessments from Kafka; positions live in the database beside what was read. */
@NullMarked
package dev.tunewatch.alerts.intake;

import org.jspecify.annotations.NullMarked;
