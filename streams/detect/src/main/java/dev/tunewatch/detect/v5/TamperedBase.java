package dev.tunewatch.detect.v5;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.b7.HardenedBase;
import dev.tunewatch.detect.graph.Family.Inheritance;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.v1.SafeguardsAblated;
import dev.tunewatch.detect.v2.SafeguardsTrainedAway;
import dev.tunewatch.detect.v3.RemovalData;
import java.util.List;
import java.util.Optional;

/**
 * A descendant of a base that was hardened against removal and that claims removal all the same:
 * the mitigation is defeated in public. A fine-tune of such a base that claims nothing is a
 * candidate and never fires, though benign training wears down a defence as well.
 */
public final class TamperedBase implements Detector {

  private static final Confidence SURE = Confidence.of(0.95);
  private static final Confidence CANDIDATE = Confidence.of(0.30);

  private final List<Detector> removals =
      List.of(new SafeguardsAblated(), new SafeguardsTrainedAway(), new RemovalData());

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.V5);
    List<Match> method = observed.matches().context("v5.context.method");
    List<Match> attack = observed.matches().context("v5.context.attack");
    List<ResolvedParent> hardened =
        observed.parents().stream()
            .filter(parent -> HardenedBase.isListed(observed, parent.id()))
            .toList();
    List<Inheritance> ancestors =
        observed.family().inherited().stream()
            .filter(inheritance -> inheritance.kind() == SignalId.B7)
            .toList();
    if (hardened.isEmpty() && method.isEmpty() && ancestors.isEmpty()) {
      return Optional.empty();
    }
    boolean removed = removals.stream().anyMatch(removal -> flags(removal, observed));
    boolean tampered = removed || !attack.isEmpty();
    Tier tier = tampered ? Tier.E5 : Tier.E6;
    for (ResolvedParent parent : hardened) {
      String rule = tampered ? "v5.parent/1" : "v5.candidate/1";
      Evidence evidence = new Evidence(parent.source(), parent.id(), null, null, rule);
      claims.add(tier, tampered ? SURE : CANDIDATE, evidence);
    }
    for (Inheritance ancestor : ancestors) {
      Confidence inherited = new Confidence(ancestor.confidence());
      String rule = tampered ? "v5.family/1" : "v5.candidate/1";
      Evidence evidence = new Evidence("family", ancestor.origin(), null, null, rule);
      claims.add(tier, tampered ? inherited : CANDIDATE, evidence);
    }
    boolean named = removed && hasRemovalInName(observed);
    if (!method.isEmpty() && (named || !attack.isEmpty())) {
      claims.add(Tier.E2, SURE, method).add(Tier.E2, SURE, attack);
    }
    return claims.signal();
  }

  private static boolean hasRemovalInName(Observed observed) {
    return observed.matches().all().stream()
        .filter(m -> m.rule().signal() == SignalId.V1 || m.rule().signal() == SignalId.V2)
        .anyMatch(m -> m.field().equals("id") && m.rule().tier() != Tier.E6);
  }

  private static boolean flags(Detector removal, Observed observed) {
    return removal.detect(observed).filter(Signal::flags).isPresent();
  }
}
