/**
 * The score: hazard × exposure × vulnerability of a release or of a cluster of copies, with the
 * reasons. A pure function of facts and tables.
 */
@NullMarked
package dev.tunewatch.detect.score;

import org.jspecify.annotations.NullMarked;
