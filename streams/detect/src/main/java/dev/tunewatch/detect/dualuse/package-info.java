/** What biology and chemistry have in common: metadata cannot show intent. */
@NullMarked
package dev.tunewatch.detect.dualuse;

import org.jspecify.annotations.NullMarked;
