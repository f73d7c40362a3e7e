@NullMarked
package dev.tunewatch.app.command;

import org.jspecify.annotations.NullMarked;
