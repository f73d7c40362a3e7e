/** Publishers that look like vendors. */
@NullMarked
package dev.tunewatch.detect.o6;

import org.jspecify.annotations.NullMarked;
