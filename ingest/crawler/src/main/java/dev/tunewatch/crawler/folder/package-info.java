/** Recorded hub listings in a folder: which files there are, and their lines. No Kafka, no HTTP. */
@NullMarked
package dev.tunewatch.crawler.folder;

import org.jspecify.annotations.NullMarked;
