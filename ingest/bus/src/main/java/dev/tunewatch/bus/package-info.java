/**
 * The Kafka substrate, without decisions of the domain: typed topics, provisioning, CloudEvents
 * headers, clients with the guarantees that Tunewatch relies on, and the embedded broker.
 */
@NullMarked
package dev.tunewatch.bus;

import org.jspecify.annotations.NullMarked;
