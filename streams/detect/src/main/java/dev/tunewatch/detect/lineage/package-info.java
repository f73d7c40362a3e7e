/** Parents out of every source, with our own relation. */
@NullMarked
package dev.tunewatch.detect.lineage;

import org.jspecify.annotations.NullMarked;
