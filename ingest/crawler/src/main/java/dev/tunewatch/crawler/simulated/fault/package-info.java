/**
 * What goes wrong at the simulated hub: one small class a fault, switched on for a share of the
 * requests or by a script over time, and counted when it strikes.
 */
@NullMarked
package dev.tunewatch.crawler.simulated.fault;

import org.jspecify.annotations.NullMarked;
