@NullMarked
package dev.tunewatch.app;

import org.jspecify.annotations.NullMarked;
