/** Pruned, expanded or otherwise compressed architectures. */
@NullMarked
package dev.tunewatch.detect.c6;

import org.jspecify.annotations.NullMarked;
