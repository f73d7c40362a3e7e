/** Ungated copies of gated models. */
@NullMarked
package dev.tunewatch.detect.o1;

import org.jspecify.annotations.NullMarked;
