/** Automated uploads. */
@NullMarked
package dev.tunewatch.detect.b6;

import org.jspecify.annotations.NullMarked;
