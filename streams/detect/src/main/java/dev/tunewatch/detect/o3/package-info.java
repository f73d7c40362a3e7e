/** Gaps in the lineage. */
@NullMarked
package dev.tunewatch.detect.o3;

import org.jspecify.annotations.NullMarked;
