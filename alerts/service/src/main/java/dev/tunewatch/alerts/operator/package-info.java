/**
 * Those whom alerts are about: hubs that answer, makers who contest, what is forgotten for them,
 * and how often the service was right.
 */
@NullMarked
package dev.tunewatch.alerts.operator;

import org.jspecify.annotations.NullMarked;
