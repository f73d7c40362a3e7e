/** What a detector is, and what it says. */
@NullMarked
package dev.tunewatch.detect.signal;

import org.jspecify.annotations.NullMarked;
