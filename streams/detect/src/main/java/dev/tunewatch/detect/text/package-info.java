/** Text made comparable, with the way back to the original, and one pass that finds all terms. */
@NullMarked
package dev.tunewatch.detect.text;

import org.jspecify.annotations.NullMarked;
