/**
 * Civitai's listing of models, and what must not be kept of it. Likeness models of real persons
 * lose every name here, before anything is published.
 */
@NullMarked
package dev.tunewatch.crawler.hub.civitai;

import org.jspecify.annotations.NullMarked;
