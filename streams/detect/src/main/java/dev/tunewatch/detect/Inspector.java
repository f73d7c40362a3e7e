package dev.tunewatch.detect;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Facts;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.facts.Footprint;
import dev.tunewatch.detect.facts.Quantization;
import dev.tunewatch.detect.facts.Size;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.detect.lineage.Lineage;
import dev.tunewatch.detect.lineage.Mechanisms;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.rules.Matching;
import dev.tunewatch.detect.s2.CostSharing;
import dev.tunewatch.detect.score.Score;
import dev.tunewatch.detect.score.ScoreInput;
import dev.tunewatch.detect.score.ScoreTables;
import dev.tunewatch.detect.score.Scored;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Inspects one release: a pure function, safe for any number of threads. Hostile text never makes
 * it throw; an exception is a bug, and the caller must not take it for "nothing found".
 */
public final class Inspector implements Function<Release, Inspection> {

  private final String version;
  private final Matching matching;
  private final Detectors detectors;
  private final ScoreTables tables;
  private final Score score;

  /** Compiles the book; keep the inspector as long as the book stands. */
  public Inspector(RuleBook book) {
    this.version = book.version();
    this.matching = new Matching(book.rules());
    this.detectors = Detectors.of(book.rules());
    this.tables = ScoreBook.bundled();
    this.score = new Score(tables);
  }

  /** Inspects a release of whose ancestors nothing is known but their names. */
  @Override
  public Inspection apply(Release release) {
    return examine(release).among(Family.NONE).inspection();
  }

  /** Reads a release, for the graph of families to come in between. */
  public Examination examine(Release release) {
    Subject subject = Subject.of(release);
    Matches matches = matching.run(subject);
    Function<String, Matches> names = matching::named;
    Lineage lineage = Lineage.of(subject);
    Strangers strangers = new Strangers();
    Observed alone = new Observed(subject, matches, lineage, List.of(), names, strangers);
    boolean adapter = stands(Detectors.C1, alone);
    List<ResolvedParent> parents =
        lineage.parents(
            new Mechanisms(adapter, stands(Detectors.C2, alone), stands(Detectors.S2, alone)));
    Observed observed = new Observed(subject, matches, lineage, parents, names, strangers);
    List<Fact> facts = new ArrayList<>();
    for (Detector detector : detectors.facts()) {
      strangers.asked = false;
      Optional<Signal> found = detector.detect(observed);
      facts.add(new Fact(detector, found, strangers.asked));
    }
    return new Examined(observed, adapter, facts, signals(observed, facts), signal -> false);
  }

  /**
   * What a detector found in the release alone.
   *
   * @param ofFamily whether it asked for the ancestors: of another family it may find something
   *     else
   */
  private record Fact(Detector detector, Optional<Signal> found, boolean ofFamily) {

    Optional<Signal> of(Observed observed, Family family) {
      return ofFamily && !family.tellsNothing() ? detector.detect(observed) : found;
    }
  }

  /** A family of which nothing is known; notes who asks for it. */
  private static final class Strangers implements Supplier<Family> {
    private boolean asked;

    @Override
    public Family get() {
      asked = true;
      return Family.NONE;
    }
  }

  private final class Examined implements Examination {
    private final Observed observed;
    private final boolean adapter;
    private final List<Fact> facts;
    private final List<Signal> signals;
    private final Predicate<SignalId> judged;

    Examined(
        Observed observed,
        boolean adapter,
        List<Fact> facts,
        List<Signal> signals,
        Predicate<SignalId> judged) {
      this.observed = observed;
      this.adapter = adapter;
      this.facts = facts;
      this.signals = signals;
      this.judged = judged;
    }

    @Override
    public Examination without(Predicate<SignalId> others) {
      return new Examined(observed, adapter, facts, signals, others);
    }

    @Override
    public Own own() {
      return Kinship.of(observed, left(signals));
    }

    @Override
    public List<Signal> signals(Family family) {
      boolean alone = family.tellsNothing();
      return left(alone ? signals : Inspector.this.signals(observed.among(family), facts));
    }

    @Override
    public Judged among(Family family) {
      return judged(family, signals(family));
    }

    /** Only what alerts can be judged: a fact stays a fact. */
    private List<Signal> left(List<Signal> found) {
      List<Signal> left = new ArrayList<>(found);
      left.removeIf(signal -> signal.id().alerts() && judged.test(signal.id()));
      return List.copyOf(left);
    }

    private Judged judged(Family family, List<Signal> found) {
      Release release = observed.subject().release();
      Footprint footprint = Footprint.of(observed.subject(), adapter);
      // Of an adapter the hub counts the adapter's own weights, which say nothing of the model.
      Size model = adapter ? Size.ofName(observed.subject().name().model()) : footprint.size();
      Severity catalogue =
          SeverityRule.of(
              found, release.listing().flags(), model == null ? null : model.parameters());
      Inspection unscored =
          new Inspection(
              release.name().hub(),
              release.name().id(),
              catalogue,
              found.stream().anyMatch(Signal::flags),
              CanonicalKey.of(release, family, found),
              family.root(),
              version,
              found,
              observed.parents(),
              null,
              facts(observed, footprint));
      ScoreInput input = ScoreInput.of(release, unscored, family, tables);
      Scored scored = score.of(input);
      return new Judged(
          unscored.scored(scored.risk(), scored.severity(input, catalogue)), input, catalogue);
    }
  }

  private List<Signal> signals(Observed observed, List<Fact> facts) {
    Family family = observed.family();
    List<Signal> found = new ArrayList<>();
    for (Fact fact : facts) {
      fact.of(observed, family).ifPresent(found::add);
    }
    found.addAll(InheritedHazards.of(family, found));
    List<Signal> signals = suppress(found, observed);
    signals.sort(Comparator.comparing(Signal::id));
    return List.copyOf(signals);
  }

  /** Null where the record tells none of them. */
  private static @Nullable Facts facts(Observed observed, Footprint footprint) {
    Size size = footprint.size();
    Quantization packed = footprint.quantization();
    CostSharing cost = CostSharing.of(observed);
    Facts facts =
        new Facts(
            size == null ? null : size.parameters(),
            size == null ? null : size.active(),
            packed == null ? null : packed.scheme(),
            packed == null ? null : packed.bits(),
            packed == null ? null : packed.extreme(),
            footprint.minVramGb(),
            cost.owners().isEmpty() ? null : cost.owners().size(),
            cost.pooled().isEmpty() ? null : true);
    return facts.equals(Facts.NONE) ? null : facts;
  }

  private static boolean stands(Detector detector, Observed observed) {
    return detector
        .detect(observed)
        .filter(signal -> signal.confidence().atLeast(Confidence.FLAG))
        .isPresent();
  }

  /** Benign context is named where it silences something, or where it is a fact of its own. */
  private List<Signal> suppress(List<Signal> facts, Observed observed) {
    List<Signal> signals = new ArrayList<>(facts);
    boolean claims = facts.stream().anyMatch(fact -> Suppressor.canSilence(fact.id()));
    for (Suppressor suppressor : detectors.suppressors()) {
      if (!claims && !suppressor.isFact()) {
        continue;
      }
      Optional<Signal> context = suppressor.detect(observed);
      boolean applied = context.isPresent() && suppressor.isFact();
      for (int i = 0; context.isPresent() && i < signals.size(); i++) {
        Signal fact = signals.get(i);
        if (fact.suppressedBy() == null && suppressor.silences(context.get(), fact)) {
          signals.set(i, fact.suppressedBy(context.get().id()));
          applied = true;
        }
      }
      if (applied) {
        signals.add(context.get());
      }
    }
    return signals;
  }
}
