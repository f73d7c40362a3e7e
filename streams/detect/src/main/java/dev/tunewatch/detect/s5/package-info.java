/** Models merged with themselves to be larger. */
@NullMarked
package dev.tunewatch.detect.s5;

import org.jspecify.annotations.NullMarked;
