@NullMarked
package dev.tunewatch.crawler.simulated.world;

import org.jspecify.annotations.NullMarked;
