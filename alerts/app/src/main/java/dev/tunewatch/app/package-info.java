/** The one executable: the command line, and the wiring of the three services. */
@NullMarked
package dev.tunewatch.app;

import org.jspecify.annotations.NullMarked;
