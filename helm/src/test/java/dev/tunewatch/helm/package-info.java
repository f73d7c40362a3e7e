/**
 * Tests of the chart {@code helm/tunewatch}: what it renders, refuses, shows and alerts on. Needs
 * no cluster; the rules and dashboards are tried by Debian's {@code promtool} and {@code
 * prometheus}.
 */
@NullMarked
package dev.tunewatch.helm;

import org.jspecify.annotations.NullMarked;
