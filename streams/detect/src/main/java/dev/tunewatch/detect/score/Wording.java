package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.SignalId;
import java.util.Map;

/** How facts are spoken of: a release declares or inherits, it is not accused. */
final class Wording {

  private Wording() {}

  static String declared(Found.Fact fact) {
    String sure = ", confidence " + fact.confidence();
    if (fact.from() != null) {
      return "it inherits a removal from " + fact.from() + ", " + fact.id() + sure;
    }
    return (fact.stands() ? "it declares " : "a hint only at ")
        + fact.id()
        + ", "
        + fact.id().title()
        + sure;
  }

  static String silenced(Map.Entry<SignalId, SignalId> silent) {
    SignalId benign = silent.getValue();
    return silent.getKey() + " does not count: " + benign + ", " + benign.title();
  }
}
