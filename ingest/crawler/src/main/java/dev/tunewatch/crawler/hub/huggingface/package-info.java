/**
 * The Hugging Face Hub: how its listing is asked for, how its records are read, what details of a
 * release are worth a request. Pure Java.
 */
@NullMarked
package dev.tunewatch.crawler.hub.huggingface;

import org.jspecify.annotations.NullMarked;
