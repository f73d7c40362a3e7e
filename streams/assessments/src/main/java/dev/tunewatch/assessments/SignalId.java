package dev.tunewatch.assessments;

import java.util.List;

/**
 * The signal catalogue. The first letter is the class: C cost reduction, S cost sharing, H hazard,
 * V vulnerability, O oversight, B benign context (suppressors). C and S are facts that never alert
 * by themselves.
 */
public enum SignalId {
  C1("parameter-efficient adapter", Severity.P4),
  C2("quantized or converted", Severity.P4),
  C3("synthetic or distilled data", Severity.P4),
  C4("data-efficient tuning", Severity.P4),
  C5("low-cost tooling", Severity.P4),
  C6("pruned or expanded", Severity.P4),
  S1("decentralised training", Severity.P4),
  S2("merge", Severity.P4),
  S3("mixture-of-experts merge", Severity.P4),
  S4("adapter composition", Severity.P4),
  S5("self-merge", Severity.P4),
  H1("cyber offence", Severity.P3),
  H2("biology, needs review", Severity.P3),
  H3("chemistry, needs review", Severity.P3),
  H4("likeness of a real person", Severity.P3),
  H5("adult content", Severity.P4),
  H6("fraud or impersonation", Severity.P3),
  H7("extremism or influence", Severity.P3),
  H8("malicious persona", Severity.P3),
  V1("safeguards removed in the weights", Severity.P2),
  V2("safeguards removed by training, or declared so", Severity.P2),
  V3("trained on refusal-removal data", Severity.P3),
  V4("inherited removal", Severity.P3),
  V5("tampered hardened base", Severity.P1),
  V6("safety component removed", Severity.P3),
  O1("ungated copy of a gated model", Severity.P4),
  O2("licence laundering", Severity.P4),
  O3("lineage gap", Severity.P4),
  O4("churn", Severity.P4),
  O5("leaked weights", Severity.P3),
  O6("look-alike publisher", Severity.P3),
  B1("safety tool", Severity.P4),
  B2("official publisher", Severity.P4),
  B3("language and culture", Severity.P4),
  B4("benign domain", Severity.P4),
  B5("research or model organism", Severity.P4),
  B6("automated upload", Severity.P4),
  B7("hardened base", Severity.P4);

  private static final List<String> O1_ALERTING =
      List.of("o1.identical/", "o1.taken-down/", "o1.hardened/");

  private final String title;
  private final Severity catalogueSeverity;

  SignalId(String title, Severity catalogueSeverity) {
    this.title = title;
    this.catalogueSeverity = catalogueSeverity;
  }

  /** A few words for people. */
  public String title() {
    return title;
  }

  /** What the catalogue gives this signal standing alone, until the score decides. */
  public Severity catalogueSeverity() {
    return catalogueSeverity;
  }

  /** {@code C}, {@code S}, {@code H}, {@code V}, {@code O} or {@code B}. */
  public char kind() {
    return name().charAt(0);
  }

  /**
   * Whether a rule of a signal that is a fact lets it alert: of ungated copies those of the very
   * bytes, those of what was taken down and those of a hardened base; of churn scrubbed tags.
   */
  public boolean alertsBy(String rule) {
    return switch (this) {
      case O1 -> O1_ALERTING.stream().anyMatch(rule::startsWith);
      case O4 -> rule.startsWith("o4.scrubbed/");
      default -> false;
    };
  }

  /** Whether it may alert: V, H but not H5, and the O signals that the catalogue lets alert. */
  public boolean alerts() {
    return switch (kind()) {
      case 'V' -> true;
      case 'H' -> this != H5;
      case 'O' -> this == O5 || this == O6;
      default -> false;
    };
  }
}
