/** What it takes to run a release: size, quantization, memory. */
@NullMarked
package dev.tunewatch.detect.facts;

import org.jspecify.annotations.NullMarked;
