/** Bases hardened against the removal of safeguards. */
@NullMarked
package dev.tunewatch.detect.b7;

import org.jspecify.annotations.NullMarked;
