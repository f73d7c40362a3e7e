/** Decentralised and collective training. */
@NullMarked
package dev.tunewatch.detect.s1;

import org.jspecify.annotations.NullMarked;
