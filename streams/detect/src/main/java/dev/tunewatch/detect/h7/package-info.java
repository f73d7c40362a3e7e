/** Extremism and influence. */
@NullMarked
package dev.tunewatch.detect.h7;

import org.jspecify.annotations.NullMarked;
