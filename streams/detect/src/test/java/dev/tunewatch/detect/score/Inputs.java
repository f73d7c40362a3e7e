package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Inputs that tests make up. */
final class Inputs {

  static final Score SCORE = new Score(dev.tunewatch.detect.ScoreBook.bundled());

  private Inputs() {}

  /** Written as {@code V4 E5 0.90}, and {@code B1} behind it where that silences the fact. */
  static Signal fact(String written) {
    List<String> words = List.of(written.split(" ", -1));
    Signal fact =
        new Signal(
            SignalId.valueOf(words.get(0)),
            Tier.valueOf(words.get(1)),
            Confidence.of(new BigDecimal(words.get(2))),
            null,
            null,
            List.of(new Evidence("id", "acme/made-up", null, null, "made.up/1")));
    return words.size() > 3 ? fact.suppressedBy(SignalId.valueOf(words.get(3))) : fact;
  }

  static List<Signal> facts(String... written) {
    List<Signal> facts = new ArrayList<>();
    for (String one : written) {
      facts.add(fact(one));
    }
    return facts;
  }

  /** Nothing is known but these facts. */
  static ScoreInput only(String... written) {
    return new ScoreInput(
        facts(written),
        Set.of(),
        ScoreInput.Model.UNKNOWN,
        ScoreInput.Reach.UNKNOWN,
        ScoreInput.Removal.UNKNOWN);
  }

  static ScoreInput with(ScoreInput input, List<Signal> facts) {
    return new ScoreInput(facts, input.hubFlags(), input.model(), input.reach(), input.removal());
  }

  static ScoreInput with(ScoreInput input, ScoreInput.Model model) {
    return new ScoreInput(input.signals(), input.hubFlags(), model, input.reach(), input.removal());
  }

  static ScoreInput with(ScoreInput input, ScoreInput.Reach reach) {
    return new ScoreInput(input.signals(), input.hubFlags(), input.model(), reach, input.removal());
  }

  static ScoreInput with(ScoreInput input, ScoreInput.Removal removal) {
    return new ScoreInput(input.signals(), input.hubFlags(), input.model(), input.reach(), removal);
  }
}
