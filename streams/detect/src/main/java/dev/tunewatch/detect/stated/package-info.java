/** Parents that a card states in lists and in lines about copies. */
@NullMarked
package dev.tunewatch.detect.stated;

import org.jspecify.annotations.NullMarked;
