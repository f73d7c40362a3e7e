/** What findings make of a cluster: the fold from members to an assessment. Knows no Kafka. */
@NullMarked
package dev.tunewatch.topology.cluster;

import org.jspecify.annotations.NullMarked;
