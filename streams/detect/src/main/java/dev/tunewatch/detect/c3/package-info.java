/** Synthetic or distilled training data. */
@NullMarked
package dev.tunewatch.detect.c3;

import org.jspecify.annotations.NullMarked;
