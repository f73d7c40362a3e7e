/** C2: quantized or converted. */
@NullMarked
package dev.tunewatch.detect.c2;

import org.jspecify.annotations.NullMarked;
