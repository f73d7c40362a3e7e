/** B2: official publishers, whose prose is not a claim of removal. */
@NullMarked
package dev.tunewatch.detect.b2;

import org.jspecify.annotations.NullMarked;
