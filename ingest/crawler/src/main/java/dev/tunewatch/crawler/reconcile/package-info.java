/**
 * The hub's whole listing held against what is in the log: what differs, what vanished. Decisions
 * only; no Kafka, no HTTP.
 */
@NullMarked
package dev.tunewatch.crawler.reconcile;

import org.jspecify.annotations.NullMarked;
