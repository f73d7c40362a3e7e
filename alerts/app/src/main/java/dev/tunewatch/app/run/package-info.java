/** Processes made of services: each wires its parts by constructors and closes them in reverse. */
@NullMarked
package dev.tunewatch.app.run;

import org.jspecify.annotations.NullMarked;
