package dev.tunewatch.detect.evaluation;

import java.util.List;
import java.util.Locale;

/**
 * Whether a confidence means what it says: of all facts stated with 0.9, nine in ten should be
 * right. The expected calibration error is the mean distance, weighed by the number of facts.
 */
final class Calibration {

  private static final double[] EDGES = {0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.0000001};

  private final int[] stated = new int[EDGES.length - 1];
  private final int[] right = new int[EDGES.length - 1];
  private final double[] confidence = new double[EDGES.length - 1];

  static Calibration of(List<Answer> answers, String kinds) {
    Calibration calibration = new Calibration();
    for (Answer answer : answers) {
      answer
          .found()
          .forEach(
              (signal, sure) -> {
                boolean expected = answer.label().signals().contains(signal);
                if (kinds.indexOf(signal.charAt(0)) >= 0 && Judgement.counts(answer, signal)) {
                  calibration.add(sure, expected);
                }
              });
    }
    return calibration;
  }

  private void add(double sure, boolean isRight) {
    for (int i = 0; i < stated.length; i++) {
      if (sure >= EDGES[i] && sure < EDGES[i + 1]) {
        stated[i]++;
        right[i] += isRight ? 1 : 0;
        confidence[i] += sure;
      }
    }
  }

  /** The expected calibration error. */
  double error() {
    int all = 0;
    double sum = 0;
    for (int i = 0; i < stated.length; i++) {
      all += stated[i];
      sum += Math.abs(right[i] - confidence[i]);
    }
    return all == 0 ? 0 : sum / all;
  }

  String table() {
    StringBuilder out = new StringBuilder("| confidence | n | stated | right (95 %) |\n");
    out.append("| --- | ---: | ---: | --- |\n");
    for (int i = 0; i < stated.length; i++) {
      if (stated[i] > 0) {
        out.append(
            String.format(
                Locale.ROOT,
                "| %.2f–%.2f | %d | %.3f | %s |%n",
                EDGES[i],
                Math.min(1, EDGES[i + 1]),
                stated[i],
                confidence[i] / stated[i],
                Tally.share(right[i], stated[i])));
      }
    }
    return out.append(String.format(Locale.ROOT, "%nECE %.3f%n", error())).toString();
  }
}
