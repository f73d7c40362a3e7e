package dev.tunewatch.detect;

import dev.tunewatch.events.Card;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small releases that tests make up. */
final class Releases {

  private Releases() {}

  /** A release of which only the name is known. */
  static Release named(String id) {
    ReleaseName name = new ReleaseName("huggingface", id);
    return Release.merge(List.of(part(name, listing(List.of(), null, List.of(), null))));
  }

  static ReleasePart part(ReleaseName name, PartBody body) {
    return new ReleasePart(
        name,
        null,
        Instant.EPOCH,
        Observation.FIRST_SEEN,
        new Provenance("test", "test", null),
        body);
  }

  static Card card(String text) {
    String kept = text.substring(0, Math.min(text.length(), Card.MAX_CHARS));
    return new Card(kept, "", text.length(), kept.length() < text.length());
  }

  static Listing listing(
      List<String> tags,
      @Nullable String pipeline,
      List<DeclaredParent> parents,
      @Nullable List<ReleaseFile> files) {
    return new Listing(
        "", null, null, null, null, tags, List.of(), pipeline, null, null, null, null, List.of(),
        List.of(), parents, files, null, null, null, null, List.of(), List.of());
  }
}
