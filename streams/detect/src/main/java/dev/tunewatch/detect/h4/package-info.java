/** Likenesses of real persons. */
@NullMarked
package dev.tunewatch.detect.h4;

import org.jspecify.annotations.NullMarked;
