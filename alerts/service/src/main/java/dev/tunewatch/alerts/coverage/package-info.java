/** What ingest says of its own completeness, as the API and the console show it. */
@NullMarked
package dev.tunewatch.alerts.coverage;

import org.jspecify.annotations.NullMarked;
