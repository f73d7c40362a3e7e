/** How uploaders name models: packager prefixes, quantization suffixes, format words. */
@NullMarked
package dev.tunewatch.detect.name;

import org.jspecify.annotations.NullMarked;
