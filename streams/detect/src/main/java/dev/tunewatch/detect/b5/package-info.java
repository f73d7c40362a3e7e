/** Research and model organisms. */
@NullMarked
package dev.tunewatch.detect.b5;

import org.jspecify.annotations.NullMarked;
