package dev.tunewatch.topology;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A small true detector: "abliterated" in tags or card is V1, "uncensored" is V2, "gguf" is C2; the
 * tag "safety" silences; a tag {@code key:k} names the canonical key; the tag "explode" throws.
 */
public final class WordDetector implements Function<Release, Inspection> {

  @Override
  public Inspection apply(Release release) {
    List<String> tags = release.listing().tags();
    if (tags.contains("explode")) {
      throw new IllegalStateException("exploded as asked");
    }
    boolean benign = tags.contains("safety");
    List<Signal> signals = new ArrayList<>();
    find(release, "gguf", SignalId.C2, benign, signals);
    find(release, "abliterated", SignalId.V1, benign, signals);
    find(release, "uncensored", SignalId.V2, benign, signals);
    Severity severity =
        signals.stream()
            .filter(Signal::flags)
            .map(signal -> signal.id().catalogueSeverity())
            .reduce(Severity.P4, Severity::orWorse);
    return new Inspection(
        release.name().hub(),
        release.name().id(),
        severity,
        signals.stream().anyMatch(Signal::flags),
        tags.stream()
            .filter(tag -> tag.startsWith("key:"))
            .map(tag -> tag.substring(4))
            .findFirst()
            .orElse(release.name().name().toLowerCase(Locale.ROOT)),
        null,
        "words-1",
        signals,
        List.of(),
        null);
  }

  private static void find(
      Release release, String word, SignalId id, boolean benign, List<Signal> into) {
    boolean inTags = release.listing().tags().contains(word);
    boolean inCard = release.card().map(Card::text).orElse("").contains(word);
    if (inTags || inCard) {
      Signal signal =
          new Signal(
              id,
              inTags ? Tier.E1 : Tier.E2,
              inTags ? Confidence.of(0.98) : Confidence.of(0.95),
              null,
              null,
              List.of(new Evidence(inTags ? "tags" : "README.md", word, null, null, "word@1")));
      into.add(benign && id.alerts() ? signal.suppressedBy(SignalId.B1) : signal);
    }
  }
}
