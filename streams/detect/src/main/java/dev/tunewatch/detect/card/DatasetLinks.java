package dev.tunewatch.detect.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Data sets that a card links to where it tells of its training. Links from sentences about
 * evaluation, thanks or comparison name data that did not go into the model.
 */
public final class DatasetLinks {

  private static final int MAX_LINKS = 60;

  private static final Set<String> OTHER =
      Set.of(
          "evaluate",
          "evaluated",
          "evaluation",
          "evaluations",
          "eval",
          "evals",
          "benchmark",
          "benchmarks",
          "benchmarked",
          "test",
          "tested",
          "leaderboard",
          "inspired",
          "similar",
          "thanks",
          "credit",
          "credits",
          "compare",
          "compared",
          "recommend",
          "recommended",
          "judge",
          "classify",
          "detect",
          "imatrix",
          "calibration",
          "calibrated",
          "not",
          "no");

  private DatasetLinks() {}

  /** Names of the data sets, in the order of the links. */
  public static List<String> in(CardText card) {
    List<String> ids = new ArrayList<>();
    String text = card.body().original();
    int body = card.body().originOf(card.bodyStart());
    for (HubLinks.Link link : HubLinks.in(text, body, text.length(), 4 * MAX_LINKS)) {
      if (link.dataset() && ids.size() < MAX_LINKS && tellsOfTraining(card, link.start())) {
        ids.add(link.id());
      }
    }
    return ids;
  }

  private static boolean tellsOfTraining(CardText card, int offset) {
    int at = card.body().indexOfOrigin(offset);
    if (!card.isSaid(at)) {
      return false;
    }
    int low = 0;
    int high = card.sentences().size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (card.sentences().get(middle).start() <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return high < 0
        || card.sentences().get(low).words().stream().noneMatch(w -> OTHER.contains(w.text()));
  }
}
