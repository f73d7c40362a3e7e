/** The web console as class path resources, and what a server must know to serve them. */
@NullMarked
package dev.tunewatch.console;

import org.jspecify.annotations.NullMarked;
