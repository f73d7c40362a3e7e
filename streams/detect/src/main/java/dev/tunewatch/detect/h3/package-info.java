/** Chemistry of dual use. */
@NullMarked
package dev.tunewatch.detect.h3;

import org.jspecify.annotations.NullMarked;
