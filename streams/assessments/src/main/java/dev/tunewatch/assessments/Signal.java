package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fact that was found.
 *
 * @param id which
 * @param tier the strongest kind of evidence
 * @param confidence all evidence taken together
 * @param suppressedBy the benign context that silences it, or null; a suppressed fact is kept
 * @param inheritedFrom the release it came from over lineage, or null for an own fact
 * @param evidence at least one, strongest first
 */
public record Signal(
    SignalId id,
    Tier tier,
    Confidence confidence,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable SignalId suppressedBy,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String inheritedFrom,
    List<Evidence> evidence) {

  /** How much evidence a signal carries at the most; the rest repeats it. */
  public static final int MAX_EVIDENCE = 8;

  public Signal {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tier, "tier");
    Objects.requireNonNull(confidence, "confidence");
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException(id + " without evidence");
    }
    evidence = List.copyOf(evidence.subList(0, Math.min(evidence.size(), MAX_EVIDENCE)));
  }

  /** The same fact, silenced by benign context. */
  public Signal suppressedBy(SignalId benign) {
    return new Signal(id, tier, confidence, benign, inheritedFrom, evidence);
  }

  /**
   * Whether it may alert: by its kind, or by a rule that the catalogue lets alert. A domain that is
   * inherited is a fact: most who build on an attack tool have an honest use for it.
   */
  private boolean alerts() {
    boolean inheritedDomain = id.kind() == 'H' && inheritedFrom != null;
    return (id.alerts() && !inheritedDomain)
        || evidence.stream().anyMatch(found -> id.alertsBy(found.rule()));
  }

  /** Whether it flags its release: of an alerting kind, not silenced, sure enough. */
  public boolean flags() {
    return alerts() && suppressedBy == null && confidence.atLeast(Confidence.FLAG);
  }
}
