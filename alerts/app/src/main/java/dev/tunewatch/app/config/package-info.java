/** Configuration of a service: flag over environment over YAML over default, refused whole. */
@NullMarked
package dev.tunewatch.app.config;

import org.jspecify.annotations.NullMarked;
