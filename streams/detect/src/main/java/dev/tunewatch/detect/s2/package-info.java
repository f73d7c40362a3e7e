/** S2: merge. */
@NullMarked
package dev.tunewatch.detect.s2;

import org.jspecify.annotations.NullMarked;
