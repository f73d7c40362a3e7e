/**
 * What people decide: actions on alerts, false positives and exceptions, and their ends. Each
 * decision, its history, the versions that it makes and its record for Kafka are one transaction.
 */
@NullMarked
package dev.tunewatch.alerts.verdict;

import org.jspecify.annotations.NullMarked;
