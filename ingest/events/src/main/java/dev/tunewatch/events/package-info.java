/**
 * What ingest publishes and promises: releases as observed on a hub, part by part, their JSON codec
 * and the topics they travel on. Pure Java; nothing here knows Kafka or HTTP.
 */
@NullMarked
package dev.tunewatch.events;

import org.jspecify.annotations.NullMarked;
