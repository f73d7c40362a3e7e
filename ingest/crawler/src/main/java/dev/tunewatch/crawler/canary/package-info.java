/** A made-up release, published now and then, whose way to an alert is measured. */
@NullMarked
package dev.tunewatch.crawler.canary;

import org.jspecify.annotations.NullMarked;
