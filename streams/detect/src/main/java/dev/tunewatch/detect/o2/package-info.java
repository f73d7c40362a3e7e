/** Licences that become more permissive. */
@NullMarked
package dev.tunewatch.detect.o2;

import org.jspecify.annotations.NullMarked;
