/**
 * The streams service: releases in, assessments of clusters out, over Kafka Streams with exactly
 * once. What is decided is decided in the packages below, which know no Kafka; this package moves
 * bytes, keeps stores and runs.
 */
@NullMarked
package dev.tunewatch.topology;

import org.jspecify.annotations.NullMarked;
