/** Forgetting a release in every topic. */
@NullMarked
package dev.tunewatch.app.erase;

import org.jspecify.annotations.NullMarked;
