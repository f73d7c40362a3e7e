/** Rules as data: what they are, how they are read and how they are matched. */
@NullMarked
package dev.tunewatch.detect.rules;

import org.jspecify.annotations.NullMarked;
