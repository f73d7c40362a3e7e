/** A release as detectors look at it. */
@NullMarked
package dev.tunewatch.detect.subject;

import org.jspecify.annotations.NullMarked;
