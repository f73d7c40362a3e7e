@NullMarked
package dev.tunewatch.app.run;

import org.jspecify.annotations.NullMarked;
