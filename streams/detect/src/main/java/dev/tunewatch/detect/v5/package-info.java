/** Hardened bases that were tampered with. */
@NullMarked
package dev.tunewatch.detect.v5;

import org.jspecify.annotations.NullMarked;
