package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.SignalId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What could be done with a model: its size, raised by what it was made for. */
final class Hazard {

  private final ScoreTables.Hazards table;

  Hazard(ScoreTables.Hazards table) {
    this.table = table;
  }

  Weighed of(ScoreInput.Model model, Found found) {
    List<Reason> reasons = new ArrayList<>();
    Reason cap = cap(model, !found.standing('V').isEmpty());
    reasons.add(cap);
    List<int[]> raises = new ArrayList<>();
    for (Found.Fact fact : found.of('H')) {
      int weight = table.weights().getOrDefault(fact.id(), 0);
      int share = FixedPoint.times(weight, fact.confidence().basisPoints());
      if (share > 0) {
        raises.add(new int[] {weight, fact.confidence().basisPoints()});
        reasons.add(reason(share, Wording.declared(fact), "hazard.weights." + fact.id()));
      }
    }
    for (Map.Entry<SignalId, SignalId> silent : found.silenced('H')) {
      reasons.add(reason(0, Wording.silenced(silent), "hazard.weights." + silent.getKey()));
    }
    int base = cap.value().movePointRight(4).intValueExact();
    return new Weighed(FixedPoint.raised(base, raises), reasons);
  }

  /**
   * The task is the uploader's word. Benign context has silenced all but what a tool wrote, so a
   * removal that stands all the same is of no classifier.
   */
  private Reason cap(ScoreInput.Model model, boolean removed) {
    if (model.modality() == Modality.CLASSIFIER && !removed) {
      return reason(table.classifier(), "it labels, scores or encodes", "hazard.classifier");
    }
    if (model.modality() == Modality.MEDIA) {
      return reason(table.media(), "it makes pictures, films or sound", "hazard.media");
    }
    Long total = model.parameters();
    if (total == null) {
      return reason(table.unknown(), "nobody tells its size", "hazard.unknown");
    }
    long effective = effective(total, model.activeParameters());
    String size = billions(effective) + " billion parameters";
    if (effective < total) {
      size =
          billions(total)
              + " billion parameters, which with those active at a time count as "
              + billions(effective);
    }
    for (ScoreTables.Band band : table.sizes()) {
      if (effective < band.bound()) {
        return reason(band.share(), size, "hazard.sizes[below " + band.name() + "]");
      }
    }
    return reason(table.larger(), size, "hazard.larger");
  }

  /** {@code √(total·active)}, rounded down, which no whole bound can tell from the exact root. */
  private static long effective(long total, @Nullable Long active) {
    return active == null
        ? total
        : BigInteger.valueOf(total).multiply(BigInteger.valueOf(active)).sqrt().longValueExact();
  }

  private static String billions(long parameters) {
    return BigDecimal.valueOf(parameters, 9)
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static Reason reason(int share, String why, String row) {
    return FixedPoint.reason(Factor.HAZARD, share, why, row);
  }
}
