package dev.tunewatch.detect.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the output of {@code inspect} against labels, row by row of {@code labels.ndjson}: {@code
 * id}, {@code labels}, {@code flag}, {@code difficulty}. Results are given per difficulty and per
 * kind of record, never as one number: names that carry the word are found by construction.
 */
public final class Evaluation {

  /** The most of the hard negatives that may be flagged. */
  public static final double MOST_TRAPS = 0.02;

  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /** Reads labels. */
  public Evaluation(Path labelFile) {
    try {
      for (String line : Files.readAllLines(labelFile)) {
        if (!line.isBlank()) {
          Label label = Label.of(EventJson.mapper().readTree(line));
          labels.put(label.id(), label);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Counts one inspection under the kind of its record; one without label is left out. */
  public Evaluation count(Release release, Inspection inspection) {
    Instant created = release.listing().createdAt();
    count(
        RecordKind.of(release).title(),
        EventJson.mapper().valueToTree(inspection),
        created == null ? "" : created.toString());
    return this;
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
            count(group, EventJson.mapper().readTree(line), "");
          } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
          }
        });
    return this;
  }

  private void count(String kind, JsonNode inspection, String created) {
    String id = inspection.path("id").asText();
    Label label = labels.get(id);
    if (label != null && seen.add(id)) {
      answers.add(Answer.of(label, kind, inspection, created));
    }
  }

  /** Precision and recall of one signal over all rows, or of {@code flag}. */
  public Tally total(String signal) {
    return Judgement.tally(answers, signal);
  }

  /** The same over the rows of one difficulty. */
  public Tally total(String signal, String difficulty) {
    return Judgement.tally(
        answers.stream().filter(a -> a.label().difficulty().equals(difficulty)).toList(), signal);
  }

  /** Share of hard negatives that were flagged. */
  public double trapRate() {
    Tally traps = Report.traps(answers);
    return traps.size() == 0 ? 0 : (double) traps.wrong() / traps.size();
  }

  /** Names of the release gates that rows enough decide and that are missed. */
  public List<String> missedGates() {
    List<String> missed = new ArrayList<>();
    for (Gate.Outcome outcome : outcomes()) {
      if (outcome.standing() == Gate.Standing.MISSED) {
        missed.add(outcome.gate().name());
      }
    }
    if (trapRate() > MOST_TRAPS) {
      missed.add("hard negatives");
    }
    return missed;
  }

  private List<Gate.Outcome> outcomes() {
    return Gate.all().stream().map(gate -> gate.judge(answers)).toList();
  }

  /** The report, Markdown. */
  public String report() {
    return new Report(answers, outcomes(), labels.size()).text();
  }
}
