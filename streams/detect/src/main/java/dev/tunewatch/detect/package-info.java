/**
 * Finds in one release what its makers and their tools declare: a pure function from the merged
 * parts of a release to facts with evidence. Vocabulary and rules are data, see {@code
 * resources/rules}.
 */
@NullMarked
package dev.tunewatch.detect;

import org.jspecify.annotations.NullMarked;
