/** Training on data that takes refusals away. */
@NullMarked
package dev.tunewatch.detect.v3;

import org.jspecify.annotations.NullMarked;
