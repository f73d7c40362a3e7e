/** The head of a GGUF file: bytes of a stranger, read within bounds. Pure Java. */
@NullMarked
package dev.tunewatch.crawler.hub.gguf;

import org.jspecify.annotations.NullMarked;
