/** Offence against computers. */
@NullMarked
package dev.tunewatch.detect.h1;

import org.jspecify.annotations.NullMarked;
