package dev.tunewatch.detect.dualuse;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of a science that can be turned to harm whose safeguards were removed as well, or a term
 * of the restricted vocabulary. It is never an accusation: the confidence stays below what flags,
 * people look at it. The science alone is silent.
 */
public final class ReviewNeeded implements Detector {

  private static final Confidence REVIEW = Confidence.of(0.50);

  private final SignalId signal;
  private final String domain;
  private final List<Detector> removals;

  /**
   * Looks for one science.
   *
   * @param domain the context rule that tells it
   * @param removals the detectors of removal that make it worth a look
   */
  public ReviewNeeded(SignalId signal, String domain, List<Detector> removals) {
    this.signal = signal;
    this.domain = domain;
    this.removals = List.copyOf(removals);
  }

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(signal);
    claims.add(Tier.E2, REVIEW, observed.matches().of(signal));
    List<Evidence> science = new ArrayList<>();
    observed.matches().context(domain).stream().map(Match::evidence).forEach(science::add);
    for (ResolvedParent parent : observed.parents()) {
      if (!observed.named(parent.id()).context(domain).isEmpty()) {
        science.add(new Evidence(parent.source(), parent.id(), null, null, domain + "/1"));
      }
    }
    if (!science.isEmpty() && isRemovedPerhaps(observed)) {
      science.forEach(evidence -> claims.add(Tier.E2, REVIEW, evidence));
    }
    return claims.signal();
  }

  private boolean isRemovedPerhaps(Observed observed) {
    return removals.stream().anyMatch(removal -> flags(removal, observed)) || saysPerhaps(observed);
  }

  /** A word of the name that means removal now and then; people shall tell. */
  private static boolean saysPerhaps(Observed observed) {
    return observed.matches().generative()
        && observed.matches().context("v2.context.data").isEmpty()
        && observed.matches().of(SignalId.V2).stream()
            .anyMatch(match -> match.rule().id().equals("v2.name.weak-chat-some"));
  }

  private static boolean flags(Detector removal, Observed observed) {
    return removal.detect(observed).filter(Signal::flags).isPresent();
  }
}
