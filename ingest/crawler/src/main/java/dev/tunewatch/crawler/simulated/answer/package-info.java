/** Requests and answers of the simulated hub, and the links of the chain that makes the latter. */
@NullMarked
package dev.tunewatch.crawler.simulated.answer;

import org.jspecify.annotations.NullMarked;
