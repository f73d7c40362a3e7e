package dev.tunewatch.detect.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** An evaluation as Markdown. */
final class Report {

  private static final int MOST_CASES = 100;

  private final List<Answer> answers;
  private final List<Gate.Outcome> outcomes;
  private final int labels;
  private final StringBuilder out = new StringBuilder();

  Report(List<Answer> answers, List<Gate.Outcome> outcomes, int labels) {
    this.answers = answers;
    this.outcomes = outcomes;
    this.labels = labels;
  }

  /** Hard negatives, of which those flagged are wrong. */
  static Tally traps(List<Answer> answers) {
    Tally tally = new Tally();
    answers.stream()
        .filter(answer -> answer.label().isTrap())
        .forEach(answer -> tally.count(false, answer.flagged()));
    return tally;
  }

  String text() {
    out.append("# Evaluation\n\nEvery share stands with the bounds of Wilson for 95 % and its n. ");
    out.append("Labels say what a release declares, not how the model behaves.\n\n");
    out.append("labels without inspection: ").append(labels - answers.size());
    out.append(" of ").append(labels).append("\n");
    gates();
    hardNegatives();
    for (String signal : signals()) {
      bySignal(signal);
    }
    calibration();
    split("Time", answer -> Label.period(answer.created()));
    split("Uploaders", answer -> answer.label().isHeldOut() ? "held out" : "the others");
    return out.toString();
  }

  private void gates() {
    out.append("\n## Release gates\n\n");
    out.append("| gate | stands | precision | measured | recall | measured |\n");
    out.append("| --- | --- | --- | --- | --- | --- |\n");
    outcomes.forEach(outcome -> out.append(outcome.row()));
    for (Gate.Outcome outcome : outcomes) {
      if (!outcome.misses().isEmpty()) {
        out.append("\n")
            .append(outcome.gate().name())
            .append(" (- not found, + wrongly found):\n\n");
        outcome.misses().stream()
            .limit(MOST_CASES)
            .forEach(miss -> out.append("    ").append(miss).append("\n"));
      }
    }
  }

  private void hardNegatives() {
    out.append("\n## Hard negatives\n\n| for | flagged (95 %) |\n| --- | --- |\n");
    Map<String, Tally> byKind = new TreeMap<>();
    for (Answer answer : answers) {
      for (String trap : answer.label().traps()) {
        byKind.computeIfAbsent(trap, key -> new Tally()).count(false, answer.flagged());
      }
    }
    byKind.forEach((trap, tally) -> line(trap, tally));
    line("all", traps(answers));
    answers.stream()
        .filter(answer -> answer.label().isTrap() && answer.flagged())
        .limit(MOST_CASES)
        .forEach(answer -> out.append("\n    + ").append(answer.label().id()));
    out.append("\n");
  }

  private void line(String trap, Tally tally) {
    out.append("| ").append(trap).append(" | ");
    out.append(Tally.share(tally.wrong(), tally.size())).append(" |\n");
  }

  /** Signals that are labelled; benign context is listed only where it silences something. */
  private Set<String> signals() {
    Set<String> signals = new TreeSet<>();
    answers.forEach(answer -> signals.addAll(answer.label().signals()));
    signals.removeIf(signal -> signal.startsWith("B"));
    signals.add(Judgement.FLAG);
    signals.add(Judgement.URGENT);
    return signals;
  }

  private void bySignal(String signal) {
    out.append("\n## ").append(signal).append("\n\n");
    out.append("| records | difficulty | n | precision (95 %) | recall (95 %) |\n");
    out.append("| --- | --- | ---: | --- | --- |\n");
    Map<String, List<Answer>> rows =
        grouped(answer -> answer.kind() + " | " + answer.label().difficulty());
    rows.forEach((row, group) -> row(row, Judgement.tally(group, signal)));
    grouped(Answer::kind)
        .forEach((row, group) -> row(row + " | all", Judgement.tally(group, signal)));
    row("all | all", Judgement.tally(answers, signal));
  }

  private void calibration() {
    out.append("\n## Calibration\n\nAlerting signals (V, H, O):\n\n");
    out.append(Calibration.of(answers, "VHO").table());
    out.append("\nMechanisms (C, S):\n\n").append(Calibration.of(answers, "CS").table());
  }

  private void split(String title, Function<Answer, String> side) {
    out.append("\n## ").append(title).append("\n\n");
    out.append("| rows | signal | n | precision (95 %) | recall (95 %) |\n");
    out.append("| --- | --- | ---: | --- | --- |\n");
    grouped(side)
        .forEach(
            (name, group) -> {
              for (String signal : List.of("V1", "V2", "V4", Judgement.FLAG, Judgement.URGENT)) {
                row(name + " | " + signal, Judgement.tally(group, signal));
              }
              Tally traps = traps(group);
              out.append("| ").append(name).append(" | hard negatives flagged | ");
              out.append(traps.size()).append(" | ");
              out.append(Tally.share(traps.wrong(), traps.size())).append(" | |\n");
            });
  }

  private Map<String, List<Answer>> grouped(Function<Answer, String> by) {
    Map<String, List<Answer>> groups = new TreeMap<>();
    for (Answer answer : answers) {
      groups.computeIfAbsent(by.apply(answer), key -> new java.util.ArrayList<>()).add(answer);
    }
    return groups;
  }

  private void row(String row, Tally tally) {
    if (tally.hits() + tally.wrong() + tally.missed() > 0) {
      out.append("| ").append(row).append(" | ").append(tally.size()).append(" | ");
      out.append(tally.precisionText()).append(" | ").append(tally.recallText()).append(" |\n");
    }
  }
}
