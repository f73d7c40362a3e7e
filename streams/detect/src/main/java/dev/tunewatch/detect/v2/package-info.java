/** V2: safeguards removed by training, or declared so. */
@NullMarked
package dev.tunewatch.detect.v2;

import org.jspecify.annotations.NullMarked;
