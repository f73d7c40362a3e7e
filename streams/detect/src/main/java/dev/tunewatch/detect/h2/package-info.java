/** Biology of dual use. */
@NullMarked
package dev.tunewatch.detect.h2;

import org.jspecify.annotations.NullMarked;
