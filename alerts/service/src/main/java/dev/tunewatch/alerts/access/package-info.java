/** Access tokens: random, hashed at rest, compared in constant time. */
@NullMarked
package dev.tunewatch.alerts.access;

import org.jspecify.annotations.NullMarked;
