/** C1: parameter-efficient adapter. */
@NullMarked
package dev.tunewatch.detect.c1;

import org.jspecify.annotations.NullMarked;
