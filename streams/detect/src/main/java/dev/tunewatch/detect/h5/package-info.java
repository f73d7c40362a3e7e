/** Adult content. */
@NullMarked
package dev.tunewatch.detect.h5;

import org.jspecify.annotations.NullMarked;
