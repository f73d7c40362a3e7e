/** Fraud and impersonation. */
@NullMarked
package dev.tunewatch.detect.h6;

import org.jspecify.annotations.NullMarked;
