@NullMarked
package dev.tunewatch.crawler.simulated.fault;

import org.jspecify.annotations.NullMarked;
