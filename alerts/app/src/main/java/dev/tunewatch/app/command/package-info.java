/**
 * The commands. Data goes to stdout, talk to stderr; exit 0 done, 1 failed, 2 usage, 3 findings.
 */
@NullMarked
package dev.tunewatch.app.command;

import org.jspecify.annotations.NullMarked;
