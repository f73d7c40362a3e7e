/** B1: safety tools, which speak of removal and do not do it. */
@NullMarked
package dev.tunewatch.detect.b1;

import org.jspecify.annotations.NullMarked;
