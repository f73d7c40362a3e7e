/**
 * What streams publishes and promises: signals with their evidence, what an inspection found in one
 * release, and what is known of a cluster of copies; their JSON and the topics they travel on. Pure
 * Java; nothing here knows Kafka.
 */
@NullMarked
package dev.tunewatch.assessments;

import org.jspecify.annotations.NullMarked;
