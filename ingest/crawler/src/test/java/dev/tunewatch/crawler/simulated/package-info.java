@NullMarked
package dev.tunewatch.crawler.simulated;

import org.jspecify.annotations.NullMarked;
