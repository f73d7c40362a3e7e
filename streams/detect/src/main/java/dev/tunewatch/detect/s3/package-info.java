/** Mixtures of experts that were merged from finished models. */
@NullMarked
package dev.tunewatch.detect.s3;

import org.jspecify.annotations.NullMarked;
