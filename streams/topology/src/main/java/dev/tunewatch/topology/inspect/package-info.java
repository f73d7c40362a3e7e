/**
 * What parts make of a release and what is told to its cluster: reading, detection, and the
 * difference to what was told before. Knows no Kafka.
 */
@NullMarked
package dev.tunewatch.topology.inspect;

import org.jspecify.annotations.NullMarked;
