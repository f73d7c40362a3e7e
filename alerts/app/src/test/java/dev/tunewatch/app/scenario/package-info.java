/** Whole processes, started as a user starts them. */
@NullMarked
package dev.tunewatch.app.scenario;

import org.jspecify.annotations.NullMarked;
