package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Risk;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code R = 100·∛(H·E·V)} with the confidence C kept apart (signals.md, 3.2). Pure, safe for any
 * number of threads; the same input gives the same bytes.
 *
 * <p>H, E, V and C are rounded half up to a ten-thousandth and R to a whole number; thresholds are
 * compared with these, so nobody reads "R 70" beside a severity that 70 would not give.
 */
public final class Score {

  private final String version;
  private final Hazard hazard;
  private final Exposure exposure;
  private final Vulnerability vulnerability;
  private final SeverityByScore severity;

  /** A score by these tables. */
  public Score(ScoreTables tables) {
    this.version = tables.version();
    this.hazard = new Hazard(tables.hazard());
    this.exposure = new Exposure(tables.exposure());
    this.vulnerability = new Vulnerability(tables.vulnerability());
    this.severity = new SeverityByScore(tables.severity());
  }

  /** Scores a release, or copies of one model taken together. */
  public Scored of(ScoreInput input) {
    Found found = new Found(input);
    Weighed h = hazard.of(input.model(), found);
    Weighed e = exposure.of(input);
    Vulnerability.Outcome outcome = vulnerability.of(input, found);
    Weighed v = outcome.published();
    Weighed c = Certainty.of(found);
    int score = FixedPoint.score(h.value(), e.value(), v.value());
    int firm = FixedPoint.score(h.value(), e.value(), outcome.firm());
    SeverityByScore.Verdict verdict =
        severity.of(input, found, score, firm, outcome.firm(), c.value());
    List<Reason> reasons = new ArrayList<>(h.reasons());
    reasons.addAll(e.reasons());
    reasons.addAll(v.reasons());
    reasons.addAll(c.reasons());
    reasons.add(verdict.reason());
    Risk risk =
        new Risk(
            score,
            FixedPoint.decimal(h.value()),
            FixedPoint.decimal(e.value()),
            FixedPoint.decimal(v.value()),
            FixedPoint.decimal(c.value()));
    return new Scored(
        risk, verdict.severity(), severity.review(found, score, c.value()), version, reasons);
  }
}
