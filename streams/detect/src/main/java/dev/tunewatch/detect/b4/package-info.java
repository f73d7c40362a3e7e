/** Benign domains and words that are traps. */
@NullMarked
package dev.tunewatch.detect.b4;

import org.jspecify.annotations.NullMarked;
