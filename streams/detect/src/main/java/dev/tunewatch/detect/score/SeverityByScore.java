package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.math.BigDecimal;
import java.util.Set;

/**
 * How soon somebody should look: two rules that page whatever the score is, then the thresholds.
 */
final class SeverityByScore {

  /** The severity and what gave it. */
  record Verdict(Severity severity, Reason reason) {}

  /** What a hub marks where a real person is shown in adult content. */
  private static final Set<String> PERSON_AND_ADULT = Set.of("poi", "nsfw");

  private final ScoreTables.Thresholds table;

  SeverityByScore(ScoreTables.Thresholds table) {
    this.table = table;
  }

  /**
   * The severity.
   *
   * @param score R as published
   * @param firm R of what stands without priors, which never alert
   * @param firmVulnerability V of the same
   */
  Verdict of(
      ScoreInput input, Found found, int score, int firm, int firmVulnerability, int confidence) {
    if (found.stands(SignalId.V5)) {
      return rule("V5", "a hardened base is defeated");
    }
    if (found.stands(SignalId.H4) && input.hubFlags().containsAll(PERSON_AND_ADULT)) {
      return rule("H4", "the hub marks a real person and adult content");
    }
    if (reaches(table.p1(), firm, firmVulnerability, confidence)) {
      return threshold(Severity.P1, table.p1());
    }
    if (reaches(table.p2(), firm, firmVulnerability, confidence)) {
      return threshold(Severity.P2, table.p2());
    }
    if (reaches(table.p3(), score, firmVulnerability, confidence)) {
      return threshold(Severity.P3, table.p3());
    }
    ScoreTables.Bar least = table.p3();
    boolean unsure = confidence < least.confidence();
    String why =
        unsure
            ? "C is below " + FixedPoint.decimal(least.confidence())
            : "R is below " + least.score();
    return new Verdict(
        Severity.P4, new Reason(Factor.SEVERITY, BigDecimal.valueOf(score), why, "severity.P3"));
  }

  /** Whether it is too unsure to alert and too high to drop. */
  boolean review(Found found, int score, int confidence) {
    return confidence < table.reviewBelow()
        && score >= table.reviewScore()
        && (!found.of('V').isEmpty()
            || found.of('H').stream().anyMatch(fact -> fact.id().alerts()));
  }

  private static boolean reaches(
      ScoreTables.Bar bar, int score, int vulnerability, int confidence) {
    return score >= bar.score()
        && confidence >= bar.confidence()
        && vulnerability >= bar.vulnerability();
  }

  private static Verdict rule(String which, String why) {
    return new Verdict(
        Severity.P1, new Reason(Factor.SEVERITY, BigDecimal.ONE, why, "rule " + which));
  }

  private static Verdict threshold(Severity severity, ScoreTables.Bar bar) {
    String why =
        "R is at least "
            + bar.score()
            + " and C at least "
            + FixedPoint.decimal(bar.confidence()).toPlainString()
            + (bar.vulnerability() == 0
                ? ""
                : " and V at least " + FixedPoint.decimal(bar.vulnerability()).toPlainString());
    return new Verdict(
        severity,
        new Reason(Factor.SEVERITY, BigDecimal.valueOf(bar.score()), why, "severity." + severity));
  }
}
