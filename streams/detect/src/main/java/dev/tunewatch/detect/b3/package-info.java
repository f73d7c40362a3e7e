/** Languages and cultures. */
@NullMarked
package dev.tunewatch.detect.b3;

import org.jspecify.annotations.NullMarked;
