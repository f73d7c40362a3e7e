/** Adapters composed or extracted. */
@NullMarked
package dev.tunewatch.detect.s4;

import org.jspecify.annotations.NullMarked;
