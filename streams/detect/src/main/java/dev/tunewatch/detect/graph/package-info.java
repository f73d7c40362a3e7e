/**
 * What travels down a family of releases: a state machine over nodes and messages that knows no
 * transport. Whatever the order of arrival, the state at rest is the same (signals.md §3.3, design
 * §5.2).
 */
@NullMarked
package dev.tunewatch.detect.graph;

import org.jspecify.annotations.NullMarked;
