/** V1: safeguards removed in the weights. */
@NullMarked
package dev.tunewatch.detect.v1;

import org.jspecify.annotations.NullMarked;
