/** Tuning on few examples. */
@NullMarked
package dev.tunewatch.detect.c4;

import org.jspecify.annotations.NullMarked;
