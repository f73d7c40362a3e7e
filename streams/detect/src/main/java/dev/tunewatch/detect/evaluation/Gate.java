package dev.tunewatch.detect.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A release gate: the least precision and recall of one signal on one group of rows. It is enforced
 * where the group has 50 positives; below that the cases are listed by name.
 *
 * @param name how people call it
 * @param signal what is looked for
 * @param rows which rows count
 */
record Gate(String name, String signal, Predicate<Answer> rows, double precision, double recall) {

  /** Fewer positives than this make no rate. */
  private static final int ENOUGH = 50;

  /** How a gate stands. */
  enum Standing {
    HELD,
    MISSED,
    TOO_FEW
  }

  /**
   * The outcome.
   *
   * @param misses rows that should have been found, with an {@code -}, or should not, with a {@code
   *     +}
   */
  record Outcome(Gate gate, Tally tally, Standing standing, List<String> misses) {

    String row() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | ≥ %.3f | %s | ≥ %.3f | %s |%n",
          gate.name(),
          standing == Standing.TOO_FEW
              ? "n < " + ENOUGH + (misses.isEmpty() ? ", all cases right" : ", cases below")
              : standing.name().toLowerCase(Locale.ROOT),
          gate.precision(),
          tally.precisionText(),
          gate.recall(),
          tally.recallText());
    }
  }

  /** The gates of the catalogue that labels can decide. */
  static List<Gate> all() {
    List<Gate> gates = new ArrayList<>();
    gates.add(new Gate("V1 explicit", "V1", difficulty("explicit"), .99, .98));
    gates.add(new Gate("V2 explicit", "V2", difficulty("explicit"), .97, .96));
    gates.add(new Gate("V2 card-only", "V2", difficulty("card-only"), .93, .90));
    gates.add(new Gate("V3", "V3", row -> true, .90, .90));
    gates.add(new Gate("V4, end to end", "V4", row -> true, .95, .85));
    gates.add(new Gate("V5", "V5", row -> true, .95, .95));
    gates.add(new Gate("H1", "H1", row -> true, .85, .70));
    gates.add(new Gate("C1, files listed", "C1", Gate::listed, .995, .99));
    gates.add(new Gate("C2, files listed", "C2", Gate::listed, .995, .99));
    gates.add(new Gate("S2, listed", "S2", Gate::listed, .98, .95));
    gates.add(new Gate("P1 and P2 alerts", Judgement.URGENT, row -> true, .95, .90));
    return List.copyOf(gates);
  }

  Outcome judge(List<Answer> answers) {
    List<Answer> group = answers.stream().filter(rows).toList();
    Tally tally = Judgement.tally(group, signal);
    List<String> misses = new ArrayList<>();
    for (Answer answer : group) {
      boolean expected = Judgement.expected(answer, signal);
      if (expected != Judgement.isHit(answer, signal)) {
        misses.add((expected ? "- " : "+ ") + answer.label().id() + " (" + answer.kind() + ")");
      }
    }
    boolean held = tally.precision() >= precision && tally.recall() >= recall;
    Standing standing =
        tally.expected() < ENOUGH ? Standing.TOO_FEW : held ? Standing.HELD : Standing.MISSED;
    return new Outcome(this, tally, standing, misses);
  }

  private static Predicate<Answer> difficulty(String difficulty) {
    return row -> row.label().difficulty().equals(difficulty);
  }

  /** The hub's record was read, not the name or the card alone. */
  private static boolean listed(Answer row) {
    return row.kind().equals(RecordKind.FULL.title())
        || row.kind().equals(RecordKind.WITHOUT_CARD.title());
  }
}
