/** Tests of dead letters. */
@org.jspecify.annotations.NullUnmarked
package dev.tunewatch.app.deadletter;
