@NullMarked
package dev.tunewatch.alerts.subscription;

import org.jspecify.annotations.NullMarked;
