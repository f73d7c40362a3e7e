package dev.tunewatch.detect.evaluation;

import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Release;

/** How much is known of a release; results are told apart by it. */
public enum RecordKind {
  FULL("full record"),
  WITHOUT_CARD("record without card"),
  CARD_ONLY("card without record"),
  NAME("bare name");

  private final String title;

  RecordKind(String title) {
    this.title = title;
  }

  /** How reports name it. */
  public String title() {
    return title;
  }

  /** The kind of a release: whether its card was read, and whether the hub listed it. */
  public static RecordKind of(Release release) {
    Listing listing = release.listing();
    boolean listed =
        listing.createdAt() != null
            || listing.lastModified() != null
            || listing.downloads() != null
            || listing.likes() != null
            || listing.revision() != null
            || release.files().isPresent();
    if (release.card().isPresent()) {
      return listed ? FULL : CARD_ONLY;
    }
    return listed || !listing.tags().isEmpty() ? WITHOUT_CARD : NAME;
  }
}
