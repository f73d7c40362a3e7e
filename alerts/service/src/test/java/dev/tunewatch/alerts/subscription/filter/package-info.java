@NullMarked
package dev.tunewatch.alerts.subscription.filter;

import org.jspecify.annotations.NullMarked;
