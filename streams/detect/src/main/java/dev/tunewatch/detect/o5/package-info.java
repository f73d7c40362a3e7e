/** Leaked weights. */
@NullMarked
package dev.tunewatch.detect.o5;

import org.jspecify.annotations.NullMarked;
