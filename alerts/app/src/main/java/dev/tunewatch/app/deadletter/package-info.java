/** Dead letters for an operator: what was refused, and sending it back once the cause is mended. */
@NullMarked
package dev.tunewatch.app.deadletter;

import org.jspecify.annotations.NullMarked;
