package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.Provenance;
import java.time.Instant;

/**
 * Who read something, where and when.
 *
 * @param lane of the crawler, for provenance
 * @param url the address that was asked
 * @param at our clock
 */
public record Reading(String lane, String url, Instant at) {

  /** Provenance for the parts of it; the query is left out, because it says nothing of them. */
  public Provenance provenance() {
    int query = url.indexOf('?');
    return new Provenance(lane, query < 0 ? url : url.substring(0, query), null);
  }
}
