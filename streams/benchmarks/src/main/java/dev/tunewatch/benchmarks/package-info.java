/**
 * The end-to-end benchmark: made-up hubs, and what it takes to get them through the topology, as
 * ratios against baselines of the same run. No part of a running service.
 */
@NullMarked
package dev.tunewatch.benchmarks;

import org.jspecify.annotations.NullMarked;
