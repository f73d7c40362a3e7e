/** ModelScope's open listing of models. */
@NullMarked
package dev.tunewatch.crawler.hub.modelscope;

import org.jspecify.annotations.NullMarked;
