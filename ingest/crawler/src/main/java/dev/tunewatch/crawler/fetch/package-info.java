/**
 * One request to a hub: a chain of one-job steps (retry, redirect, politeness, metering, HTTP),
 * each its own class.
 */
@NullMarked
package dev.tunewatch.crawler.fetch;

import org.jspecify.annotations.NullMarked;
