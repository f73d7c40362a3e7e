package dev.tunewatch.detect.v4;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.facts.Weights;
import dev.tunewatch.detect.graph.Family.Inheritance;
import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parent had its safeguards removed, as the graph of the family knows or the parent's own name
 * says. Parents come from structured fields, list items and lines about copies, never from prose.
 */
public final class InheritedRemoval implements Detector {

  /** The rule that {@link dev.tunewatch.assessments.Severity} is raised by. */
  public static final String LAUNDERED = "v4.laundered/1";

  private static final Confidence SURE_EDGE = Confidence.of(0.80);
  private static final Confidence IN_NAME = Confidence.of(0.70);
  private static final Confidence FAINT = Confidence.of(0.50);

  /** Below this share, in basis points, no severity but P4 would come of it (signals.md §3.2). */
  private static final int FLAGGING_STRENGTH = 4_000;

  private static final int LAUNDERED_STRENGTH = 5_000;

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.V4);
    List<Match> own = own(observed.matches());
    for (ResolvedParent parent : observed.parents()) {
      if (parent.part() != MergePart.SUBTRACTED) {
        inherit(observed, parent, own, claims);
      }
    }
    if (claims.isEmpty()) {
      observed.parents().stream()
          .filter(parent -> isCopy(observed, parent))
          .findFirst()
          .ifPresent(parent -> copiedText(parent, own, claims));
      if (observed.parents().isEmpty()
          && FormatWords.tellsPackaging(observed.subject().name().model())) {
        copiedText(null, own, claims);
      }
    }
    if (claims.isEmpty()) {
      inName(observed, own, claims);
      claims.add(observed.matches().of(SignalId.V4));
    }
    // Last, so that what a release shows by itself never depends on what its family adds.
    observed.family().inherited().stream()
        .filter(inheritance -> inheritance.kind().kind() == 'V')
        .sorted(Comparator.comparing(Inheritance::strength).reversed())
        .forEach(inheritance -> inherit(observed, inheritance, own, claims));
    return claims.signal();
  }

  /**
   * A removal in the name of a merge, of a further tuning or of a judging adapter is a parent's.
   */
  private static void inName(Observed observed, List<Match> own, Claims claims) {
    Matches matches = observed.matches();
    boolean tuned = !matches.context("v4.context.method").isEmpty();
    boolean judge = !matches.of(SignalId.B1).isEmpty() && !matches.of(SignalId.C1).isEmpty();
    if (tuned || judge) {
      String rule = tuned ? "v4.name.merge/1" : "v4.name.base/1";
      own.stream()
          .filter(match -> match.field().equals("id"))
          .filter(match -> match.rule().tier() != Tier.E6)
          .findFirst()
          .ifPresent(match -> claims.add(Tier.E5, IN_NAME, quoting(match, rule)));
    }
  }

  /** What the graph of the family brought; too little of it is kept and does not flag. */
  private static void inherit(
      Observed observed, Inheritance inheritance, List<Match> own, Claims claims) {
    Optional<ResolvedParent> parent =
        observed.parents().stream().filter(p -> p.id().equals(inheritance.parent())).findFirst();
    boolean proven = inheritance.parent().equals(observed.family().identical());
    boolean laundered =
        own.isEmpty()
            && observed.matches().of(SignalId.V3).isEmpty()
            && observed.matches().of(SignalId.V4).isEmpty()
            && inheritance.strength() >= LAUNDERED_STRENGTH
            && inheritance.confidence() >= SURE_EDGE.basisPoints()
            && inheritance.origin().equals(inheritance.parent())
            && (parent.filter(edge -> renamesCopy(observed, edge)).isPresent()
                || (proven && !sameModel(observed, inheritance.parent())));
    Confidence confidence = new Confidence(inheritance.confidence());
    boolean faint =
        (inheritance.strength() < FLAGGING_STRENGTH || isPlaceholder(observed))
            && confidence.atLeast(FAINT);
    String source = proven ? "sha256" : parent.map(ResolvedParent::source).orElse("family");
    claims.add(
        Tier.E5,
        faint ? FAINT : confidence,
        new Evidence(
            source, inheritance.parent(), null, null, laundered ? LAUNDERED : "v4.family/1"));
    if (!inheritance.origin().equals(inheritance.parent())) {
      claims.add(
          Tier.E5,
          faint ? FAINT : confidence,
          new Evidence("family", inheritance.origin(), null, null, "v4.origin/1"));
    }
    claims.inheritedFrom(inheritance.origin());
  }

  private static void inherit(
      Observed observed, ResolvedParent parent, List<Match> own, Claims claims) {
    Matches name = observed.named(parent.id());
    Optional<Confidence> removal = removal(name);
    if (removal.isEmpty()) {
      return;
    }
    boolean laundered = own.isEmpty() && !own(name).isEmpty() && renamesCopy(observed, parent);
    Confidence sure = times(removal.get(), parent.confidence());
    Confidence confidence = isPlaceholder(observed) && sure.atLeast(FAINT) ? FAINT : sure;
    String rule = laundered ? LAUNDERED : "v4.parent/1";
    claims.add(Tier.E5, confidence, new Evidence(parent.source(), parent.id(), null, null, rule));
    claims.inheritedFrom(parent.id());
  }

  /**
   * A packager repeats the card of what it copied: what that says, it says of the parent.
   *
   * @param parent null where the copy names none
   */
  private static void copiedText(@Nullable ResolvedParent parent, List<Match> own, Claims claims) {
    boolean elsewhere = own.stream().anyMatch(m -> !inCard(m) && m.rule().tier() != Tier.E6);
    if (!elsewhere) {
      own.stream()
          .filter(match -> inCard(match) && match.rule().tier() != Tier.E6)
          .findFirst()
          .ifPresent(
              match -> {
                Confidence edge = parent == null ? SURE_EDGE : parent.confidence();
                Confidence confidence = times(match.rule().confidence(), edge);
                claims.add(Tier.E5, confidence, quoting(match, "v4.card.copied/1"));
                if (parent != null) {
                  claims.inheritedFrom(parent.id());
                }
              });
    }
  }

  /** Where there are no weights nothing came down; what is declared is kept and does not flag. */
  private static boolean isPlaceholder(Observed observed) {
    return observed.subject().release().files().filter(Weights::arePapers).isPresent();
  }

  private static boolean renamesCopy(Observed observed, ResolvedParent parent) {
    return (parent.relation() == Relation.QUANTIZED || parent.relation() == Relation.DUPLICATE)
        && parent.confidence().atLeast(SURE_EDGE)
        && !sameModel(observed, parent.id());
  }

  private static boolean inCard(Match match) {
    return match.field().equals("README.md");
  }

  private static Optional<Confidence> removal(Matches name) {
    if (!name.of(SignalId.B1).isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(SignalId.V1, SignalId.V2, SignalId.V4)
        .flatMap(signal -> name.declared(signal).stream())
        .map(match -> match.rule().confidence())
        .max(Confidence::compareTo);
  }

  private static List<Match> own(Matches matches) {
    List<Match> own = new ArrayList<>(matches.of(SignalId.V1));
    own.addAll(matches.of(SignalId.V2));
    return own;
  }

  private static boolean isCopy(Observed observed, ResolvedParent parent) {
    return parent.relation() == Relation.QUANTIZED && sameModel(observed, parent.id());
  }

  private static boolean sameModel(Observed observed, String id) {
    return observed.subject().name().packs(ModelName.of(id));
  }

  private static Confidence times(Confidence a, Confidence b) {
    return new Confidence(a.basisPoints() * b.basisPoints() / 10_000);
  }

  private static Evidence quoting(Match match, String rule) {
    Evidence evidence = match.evidence();
    return new Evidence(evidence.field(), evidence.quote(), evidence.start(), evidence.end(), rule);
  }
}
