/** Removal inherited from a parent, as far as one record shows it. */
@NullMarked
package dev.tunewatch.detect.v4;

import org.jspecify.annotations.NullMarked;
