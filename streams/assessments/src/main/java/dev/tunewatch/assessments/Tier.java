package dev.tunewatch.assessments;

/** How strong a kind of evidence is; base confidences are judgement, to be tuned on feedback. */
public enum Tier {
  /** Structure that a tool writes by itself. */
  E1(0.98),
  /** The author's declaration: id token, card tag. */
  E2(0.95),
  /** A card sentence about this model. */
  E3(0.90),
  /** Training data. */
  E4(0.70),
  /** Lineage. */
  E5(0.95),
  /** Prior only: brand, weak token. Never fires alone. */
  E6(0.40);

  private final Confidence base;

  Tier(double base) {
    this.base = Confidence.of(base);
  }

  /** The confidence of this tier where a rule states no other. */
  public Confidence base() {
    return base;
  }
}
