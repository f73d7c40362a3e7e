/** The worker that follows something in the database onto a topic. */
@NullMarked
package dev.tunewatch.alerts.topic;

import org.jspecify.annotations.NullMarked;
