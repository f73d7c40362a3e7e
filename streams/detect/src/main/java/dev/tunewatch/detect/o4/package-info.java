/** Names that moved, vanished or were closed. */
@NullMarked
package dev.tunewatch.detect.o4;

import org.jspecify.annotations.NullMarked;
