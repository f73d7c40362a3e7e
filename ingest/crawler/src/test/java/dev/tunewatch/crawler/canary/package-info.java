/** The crawler against a real broker and a hub over HTTP. */
package dev.tunewatch.crawler.canary;
