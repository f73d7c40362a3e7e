/** Safety components removed from pipelines for pictures, films and sound. */
@NullMarked
package dev.tunewatch.detect.v6;

import org.jspecify.annotations.NullMarked;
