package dev.tunewatch.topology;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.detect.Judged;
import dev.tunewatch.detect.facts.Weights;
import dev.tunewatch.detect.graph.Edge;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.NodeKey;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.detect.graph.Upload;
import dev.tunewatch.detect.score.ScoreInput;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A small true detector: "abliterated" in tags or card is V1, "uncensored" is V2, "gguf" is C2; the
 * tag "safety" silences; a tag {@code key:k} names the canonical key, {@code from:parent} a parent
 * and {@code copy:parent} what it is a copy of; the tag "explode" throws. A name that its hub
 * redirects leads to the new one.
 */
public final class WordDetector implements Function<Release, Examination> {

  @Override
  public Examination apply(Release release) {
    List<String> tags = release.listing().tags();
    if (tags.contains("explode")) {
      throw new IllegalStateException("exploded as asked");
    }
    boolean benign = tags.contains("safety");
    List<Signal> signals = new ArrayList<>();
    find(release, "gguf", SignalId.C2, benign, signals);
    find(release, "abliterated", SignalId.V1, benign, signals);
    find(release, "uncensored", SignalId.V2, benign, signals);
    return new Examined(release, signals);
  }

  private record Examined(Release release, List<Signal> signals) implements Examination {

    @Override
    public Own own() {
      return new Own(
          release.listing().tags().stream().flatMap(this::edge).toList(),
          signals.stream()
              .filter(Signal::flags)
              .map(s -> new Own.Claim(s.id(), 7_500, s.confidence().basisPoints()))
              .toList(),
          Gating.NONE,
          null,
          null,
          false,
          false,
          false,
          release
              .status()
              .map(Status::movedTo)
              .map(to -> NodeKey.release(release.name().hub(), to))
              .orElse(null),
          Upload.counted(
              release.name().owner(),
              release.listing().createdAt(),
              release.listing().downloads(),
              release.files().flatMap(Weights::digest).orElse(null),
              signals.stream().anyMatch(Signal::flags)));
    }

    private Stream<Edge> edge(String tag) {
      boolean copy = tag.startsWith("copy:");
      if (!copy && !tag.startsWith("from:")) {
        return Stream.of();
      }
      String parent = NodeKey.release(release.name().hub(), tag.substring(5));
      Relation relation = copy ? Relation.QUANTIZED : Relation.FINETUNE;
      return Stream.of(new Edge(parent, relation, null, 9_500, copy));
    }

    @Override
    public List<Signal> signals(Family family) {
      List<Signal> all = new ArrayList<>(signals);
      for (Family.Inheritance inherited : family.inherited()) {
        all.add(
            new Signal(
                SignalId.V4,
                Tier.E5,
                new Confidence(inherited.confidence()),
                null,
                inherited.origin(),
                List.of(new Evidence("tags", inherited.parent(), null, null, "family@1"))));
      }
      return all;
    }

    @Override
    public Judged among(Family family) {
      List<Signal> all = signals(family);
      Severity severity =
          all.stream()
              .filter(Signal::flags)
              .map(signal -> signal.id().catalogueSeverity())
              .reduce(Severity.P4, Severity::orWorse);
      String original = family.original() == null ? release.name().id() : family.original();
      Inspection inspection =
          new Inspection(
              release.name().hub(),
              release.name().id(),
              severity,
              all.stream().anyMatch(Signal::flags),
              release.listing().tags().stream()
                  .filter(tag -> tag.startsWith("key:"))
                  .map(tag -> tag.substring(4))
                  .findFirst()
                  .orElse(original.substring(original.indexOf('/') + 1).toLowerCase(Locale.ROOT)),
              family.root(),
              "words-1",
              all,
              List.of(),
              null);
      return new Judged(
          inspection,
          new ScoreInput(
              all,
              Set.of(),
              ScoreInput.Model.UNKNOWN,
              ScoreInput.Reach.UNKNOWN,
              ScoreInput.Removal.UNKNOWN),
          severity);
    }

    @Override
    public Examination without(Predicate<SignalId> judged) {
      return new Examined(release, signals.stream().filter(s -> !judged.test(s.id())).toList());
    }
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
