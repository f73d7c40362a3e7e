package dev.tunewatch.detect;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.Family.Inheritance;
import dev.tunewatch.detect.signal.Claims;
import java.util.List;
import java.util.Objects;

/**
 * The domains of ancestors, signals.md §3.3: a copy, an adapter or a tuning of an attack tool is
 * still of its domain. Each is a fact that the score weighs and that flags nobody, for most who
 * build on such a model have an honest use for it. Own evidence stands before an inheritance.
 */
final class InheritedHazards {

  private InheritedHazards() {}

  /**
   * What is inherited and not shown by the release itself.
   *
   * @param own what was found in its own record
   */
  static List<Signal> of(Family family, List<Signal> own) {
    return family.inherited().stream()
        .filter(inheritance -> inheritance.kind().kind() == 'H')
        .filter(inheritance -> own.stream().noneMatch(s -> s.id() == inheritance.kind()))
        .map(inheritance -> signal(inheritance, family))
        .toList();
  }

  private static Signal signal(Inheritance inheritance, Family family) {
    Confidence confidence = new Confidence(inheritance.confidence());
    boolean proven = Objects.equals(inheritance.parent(), family.identical());
    Claims claims = new Claims(inheritance.kind());
    claims.add(
        Tier.E5,
        confidence,
        new Evidence(proven ? "sha256" : "family", inheritance.parent(), null, null, "h.family/1"));
    if (!inheritance.origin().equals(inheritance.parent())) {
      claims.add(
          Tier.E5,
          confidence,
          new Evidence("family", inheritance.origin(), null, null, "h.origin/1"));
    }
    return claims.inheritedFrom(inheritance.origin()).signal().orElseThrow();
  }
}
