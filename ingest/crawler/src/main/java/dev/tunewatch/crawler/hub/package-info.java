/**
 * What every hub adapter offers and the list of the adapters. Pure Java: bytes in, release parts
 * out.
 */
@NullMarked
package dev.tunewatch.crawler.hub;

import org.jspecify.annotations.NullMarked;
