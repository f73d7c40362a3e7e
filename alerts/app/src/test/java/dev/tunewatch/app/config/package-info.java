@NullMarked
package dev.tunewatch.app.config;

import org.jspecify.annotations.NullMarked;
