/** Malicious personas. */
@NullMarked
package dev.tunewatch.detect.h8;

import org.jspecify.annotations.NullMarked;
