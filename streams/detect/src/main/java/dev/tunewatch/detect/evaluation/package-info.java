/** How well detection does against labels. */
@NullMarked
package dev.tunewatch.detect.evaluation;

import org.jspecify.annotations.NullMarked;
