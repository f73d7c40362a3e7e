package dev.tunewatch.detect;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Facts;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.detect.facts.Footprint;
import dev.tunewatch.detect.facts.Quantization;
import dev.tunewatch.detect.facts.Size;
import dev.tunewatch.detect.lineage.Mechanisms;
import dev.tunewatch.detect.lineage.Parents;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.rules.Matching;
import dev.tunewatch.detect.s2.CostSharing;
import dev.tunewatch.detect.s2.Merge;
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
import org.jspecify.annotations.Nullable;

/**
 * Inspects one release: a pure function, safe for any number of threads. Hostile text never makes
 * it throw; an exception is a bug, and the caller must not take it for "nothing found".
 */
public final class Inspector implements Function<Release, Inspection> {

  private static final Detector MERGE = new Merge();

  private final String version;
  private final Matching matching;

  /** Compiles the book; keep the inspector as long as the book stands. */
  public Inspector(RuleBook book) {
    this.version = book.version();
    this.matching = new Matching(book.rules());
  }

  @Override
  public Inspection apply(Release release) {
    Subject subject = Subject.of(release);
    Matches matches = matching.run(subject);
    Observed alone = new Observed(subject, matches, List.of());
    boolean adapter = stands(Detectors.C1, alone);
    List<ResolvedParent> parents =
        Parents.of(
            subject, new Mechanisms(adapter, stands(Detectors.C2, alone), stands(MERGE, alone)));
    Observed observed = new Observed(subject, matches, parents);
    List<Signal> signals = suppress(facts(observed), observed);
    signals.sort(Comparator.comparing(Signal::id));
    Severity severity = SeverityRule.of(signals, release.facts().parameters());
    return new Inspection(
        release.name().hub(),
        release.name().id(),
        severity,
        signals.stream().anyMatch(Signal::flags),
        CanonicalKey.of(release),
        null,
        version,
        signals,
        parents,
        null,
        facts(observed, adapter));
  }

  /** Null where the record tells none of them. */
  private static @Nullable Facts facts(Observed observed, boolean adapter) {
    Footprint footprint = Footprint.of(observed.subject(), adapter);
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

  private static List<Signal> facts(Observed observed) {
    List<Signal> facts = new ArrayList<>();
    for (Detector detector : Detectors.FACTS) {
      detector.detect(observed).ifPresent(facts::add);
    }
    return facts;
  }

  /** Benign context is named only where it silences something. */
  private static List<Signal> suppress(List<Signal> facts, Observed observed) {
    List<Signal> signals = new ArrayList<>(facts);
    for (Suppressor suppressor : Detectors.SUPPRESSORS) {
      Optional<Signal> context = suppressor.detect(observed);
      boolean applied = false;
      for (int i = 0; context.isPresent() && i < signals.size(); i++) {
        Signal fact = signals.get(i);
        if (fact.suppressedBy() == null && suppressor.silences(fact)) {
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
