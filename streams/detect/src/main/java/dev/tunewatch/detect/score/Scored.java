package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Risk;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A score with its reasons.
 *
 * @param risk R and the factors
 * @param severity how soon somebody should look
 * @param review whether it belongs in the review queue: too unsure to alert, too high to drop
 * @param tables version of the tables
 * @param reasons in the order of the factors; within one, in the order of the formula
 */
public record Scored(
    Risk risk, Severity severity, boolean review, String tables, List<Reason> reasons) {

  public Scored {
    Objects.requireNonNull(risk, "risk");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(tables, "tables");
    reasons = List.copyOf(reasons);
  }

  /**
   * How soon somebody should look at what was scored. The score decides, within two bounds. What
   * nobody told never makes it later: while size or downloads are unknown, the catalogue's value is
   * the least. And what brings no removal of its own, a copy or a descendant, is urgent by what the
   * catalogue says of it or by downloads that were counted, never by those to be expected: each
   * copy of one removal would be another page.
   *
   * @param input what was scored
   * @param catalogue the severity that the catalogue gives the signals
   */
  public Severity severity(ScoreInput input, Severity catalogue) {
    if (input.signals().stream().noneMatch(Signal::flags)) {
      return Severity.P4;
    }
    // The formula knows nothing of oversight: what alerts there is as the catalogue says.
    boolean oversight = input.signals().stream().anyMatch(s -> s.flags() && s.id().kind() == 'O');
    Severity decided = input.told() && !oversight ? severity : severity.orWorse(catalogue);
    boolean sooner = decided.compareTo(catalogue) < 0;
    return sooner && !input.isNews() ? catalogue : decided;
  }

  /** The reasons of one factor. */
  public List<Reason> reasons(Factor factor) {
    return reasons.stream().filter(reason -> reason.factor() == factor).toList();
  }

  /** The score in sentences, for an analyst. It says what a release declares, not what it does. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s%s: R %d of 100 by tables %s.",
            severity,
            review ? ", to be reviewed" : "",
            risk.score(),
            tables));
    for (Factor factor : Factor.values()) {
      text.append('\n').append(factor.title());
      switch (factor) {
        case HAZARD -> text.append(' ').append(risk.hazard().toPlainString());
        case EXPOSURE -> text.append(' ').append(risk.exposure().toPlainString());
        case VULNERABILITY -> text.append(' ').append(risk.vulnerability().toPlainString());
        case CONFIDENCE -> text.append(' ').append(risk.confidence().toPlainString());
        case SEVERITY -> text.append(' ').append(severity);
      }
      String separator = ": ";
      for (Reason reason : reasons(factor)) {
        text.append(separator).append(reason.why());
        if (factor != Factor.SEVERITY) {
          text.append(" (").append(reason.value().toPlainString()).append(')');
        }
        separator = "; ";
      }
      text.append('.');
    }
    return text.toString();
  }
}
