package dev.tunewatch.crawler.recheck;

import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.events.Identity;
import java.util.List;

/**
 * What follows from a look at a release.
 *
 * @param rows what is remembered from now on: the release itself, and its new name if it moved
 * @param parts to publish, those of the new name first
 * @param identities where renamed releases are found now
 */
public record Decision(List<Watched> rows, List<Publishable> parts, List<Identity> identities) {

  public Decision {
    rows = List.copyOf(rows);
    parts = List.copyOf(parts);
    identities = List.copyOf(identities);
  }
}
