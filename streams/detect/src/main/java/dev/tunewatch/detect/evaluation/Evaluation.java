package dev.tunewatch.detect.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds the output of {@code inspect} against labels, row by row of {@code labels.ndjson}: {@code
 * id}, {@code labels}, {@code flag}, {@code difficulty}. Results are given per difficulty and per
 * kind of record, never as one number: names that carry the word are found by construction.
 *
 * <p>A vulnerability on a row that is rightly flagged for another one is neither right nor wrong:
 * the labels name the reason that a reader saw first.
 */
public final class Evaluation {

  /** Signals that the labels name often enough to be counted, or by all their known cases. */
  private static final List<String> SIGNALS =
      List.of("V1", "V2", "V3", "V4", "V5", "V6", "H1", "C1", "C2", "S1", "S2", "B6", "B7");

  /** Labels for what is recorded and must not fire. */
  private static final String WEAK = "-weak";

  private record Label(Set<String> signals, boolean flag, String difficulty, boolean trap) {}

  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, Tally>> tallies = new TreeMap<>();
  private final Set<String> seen = new TreeSet<>();
  private int traps;
  private int trapsFlagged;

  /** Reads labels. */
  public Evaluation(Path labelFile) {
    try {
      for (String line : Files.readAllLines(labelFile)) {
        if (!line.isBlank()) {
          JsonNode json = EventJson.mapper().readTree(line);
          Set<String> signals = new TreeSet<>();
          for (JsonNode label : json.path("labels")) {
            if (!label.asText().endsWith(WEAK)) {
              signals.add(label.asText().split(":", 2)[0]);
            }
          }
          String difficulty = json.path("difficulty").asText("unknown");
          boolean flag = json.path("flag").asBoolean();
          boolean trap = !flag && (json.has("hard_negative_for") || difficulty.equals("trap"));
          labels.put(json.path("id").asText(), new Label(signals, flag, difficulty, trap));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Counts inspections.
   *
   * @param group how the report names these records, for example {@code bare name}
   * @param inspections JSON lines of {@code inspect}; lines without label are left out, and so is a
   *     release that was counted before
   */
  public Evaluation count(String group, Stream<String> inspections) {
    inspections.forEach(
        line -> {
          try {
            count(group, EventJson.mapper().readTree(line));
          } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
          }
        });
    return this;
  }

  private void count(String group, JsonNode inspection) {
    String id = inspection.path("id").asText();
    Label label = labels.get(id);
    if (label == null || !seen.add(id)) {
      return;
    }
    Set<String> found = new TreeSet<>();
    for (JsonNode signal : inspection.path("signals")) {
      double confidence = signal.path("confidence").asDouble();
      if (signal.path("suppressedBy").isNull()
          && Confidence.of(confidence).atLeast(Confidence.FLAG)) {
        found.add(signal.path("id").asText());
      }
    }
    String row = group + " | " + label.difficulty();
    for (String signal : SIGNALS) {
      boolean expected = label.signals().contains(signal);
      boolean other = signal.charAt(0) == 'V' && label.flag();
      boolean wrong = found.contains(signal) && !expected && !other;
      tally(signal, row).count(expected, expected ? found.contains(signal) : wrong);
    }
    boolean flagged = inspection.path("flagged").asBoolean();
    tally("flag", row).count(label.flag(), flagged);
    if (label.trap()) {
      traps++;
      trapsFlagged += flagged ? 1 : 0;
    }
  }

  private Tally tally(String signal, String row) {
    return tallies
        .computeIfAbsent(signal, key -> new TreeMap<>())
        .computeIfAbsent(row, key -> new Tally());
  }

  /** Precision and recall of one signal over all rows, or of {@code flag}. */
  public Tally total(String signal) {
    return total(signal, "");
  }

  /** The same over the rows of one difficulty. */
  public Tally total(String signal, String difficulty) {
    Tally sum = new Tally();
    tallies
        .getOrDefault(signal, Map.of())
        .forEach(
            (row, tally) -> {
              if (difficulty.isEmpty() || row.endsWith("| " + difficulty)) {
                sum.add(tally);
              }
            });
    return sum;
  }

  /** Share of hard negatives that were flagged. */
  public double trapRate() {
    return traps == 0 ? 0 : (double) trapsFlagged / traps;
  }

  /** The report, Markdown. */
  public String report() {
    StringBuilder out = new StringBuilder();
    tallies.forEach(
        (signal, rows) -> {
          out.append("\n## ").append(signal).append("\n\n");
          out.append("| records | difficulty | n | precision (95 %) | recall (95 %) |\n");
          out.append("| --- | --- | ---: | --- | --- |\n");
          rows.forEach((row, tally) -> line(row, tally, out));
          line("all | all", total(signal), out);
        });
    out.append(
        String.format(
            Locale.ROOT,
            "%nhard negatives flagged: %d of %d (%s)%nlabels without inspection: %d of %d%n",
            trapsFlagged,
            traps,
            Tally.share(trapsFlagged, traps),
            labels.size() - seen.size(),
            labels.size()));
    return out.toString();
  }

  private static void line(String row, Tally tally, StringBuilder out) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %s | %s |%n",
            row,
            tally.size(),
            Tally.share(tally.hits(), tally.hits() + tally.wrong()),
            Tally.share(tally.hits(), tally.hits() + tally.missed())));
  }
}
