/** The console in a real browser, against a service that answers what the true one would. */
@NullMarked
package dev.tunewatch.console;

import org.jspecify.annotations.NullMarked;
