/** Model cards: front matter as data, the body as sentences. */
@NullMarked
package dev.tunewatch.detect.card;

import org.jspecify.annotations.NullMarked;
