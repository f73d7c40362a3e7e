/** Tools that lower the cost of training. */
@NullMarked
package dev.tunewatch.detect.c5;

import org.jspecify.annotations.NullMarked;
