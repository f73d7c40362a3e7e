package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.detect.evaluation.Evaluation;
import dev.tunewatch.detect.evaluation.Tally;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures over the recorded corpus; the floors are the release gates where they are reached. */
@Tag("corpus")
class EvaluationTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @Test
  void holdsTheGatesOnTheLabelledCorpus() throws IOException {
    Map<String, Release> releases = Corpus.releases();
    List<Release> withCard = releases.values().stream().filter(r -> r.card().isPresent()).toList();
    List<Release> without = releases.values().stream().filter(r -> r.card().isEmpty()).toList();
    List<Release> names =
        Files.readAllLines(Corpus.file("labels.ndjson")).stream()
            .map(EvaluationTest::id)
            .filter(id -> !releases.containsKey(id))
            .map(Releases::named)
            .toList();

    Evaluation evaluation =
        new Evaluation(Corpus.file("labels.ndjson"))
            .count("record with card", withCard.stream().map(this::inspected))
            .count("record without card", without.stream().map(this::inspected))
            .count("bare name", names.stream().map(this::inspected));

    System.out.println(evaluation.report());
    gate(evaluation.total("V1", "explicit"), .99, .98);
    gate(evaluation.total("V2", "explicit"), .97, .96);
    gate(evaluation.total("V2", "card-only"), .93, .90);
    gate(evaluation.total("C2"), .99, .98);
    assertThat(evaluation.total("C1").precision()).isEqualTo(1);
    assertThat(evaluation.total("S2").precision()).isEqualTo(1);
    assertThat(evaluation.trapRate()).isLessThanOrEqualTo(.02);
    gate(evaluation.total("flag"), .98, .96);

    // Fewer than fifty rows: every case that one record can show is found.
    gate(evaluation.total("V3"), 1, 1);
    gate(evaluation.total("V4", "explicit"), 1, .95);
    gate(evaluation.total("V4", "lineage-only"), 1, .60);
    gate(evaluation.total("V5"), 1, 1);
    gate(evaluation.total("V6"), .92, .92);
    gate(evaluation.total("H1"), 1, .70);
    gate(evaluation.total("S1"), 1, 1);
    gate(evaluation.total("B7"), 1, 1);
  }

  private static void gate(Tally tally, double precision, double recall) {
    assertThat(tally.precision()).isGreaterThanOrEqualTo(precision);
    assertThat(tally.recall()).isGreaterThanOrEqualTo(recall);
  }

  @Test
  void flagsStrongNamesAndLeavesLookAlikesAlone() {
    assertThat(flaggedShare("safeguard-removed.csv", "tier", "A-strong-name")).isGreaterThan(.99);
    assertThat(flaggedShare("tricky-benign.csv", "", "")).isLessThan(.01);
  }

  private double flaggedShare(String file, String column, String value) {
    List<String> ids =
        Corpus.rows(file).stream()
            .filter(row -> column.isEmpty() || value.equals(row.get(column)))
            .map(row -> row.get("id"))
            .toList();
    long flagged = ids.stream().filter(id -> inspector.apply(Releases.named(id)).flagged()).count();
    System.out.println(file + " " + value + ": " + flagged + " of " + ids.size() + " flagged");
    return (double) flagged / ids.size();
  }

  private String inspected(Release release) {
    try {
      return EventJson.mapper().writeValueAsString(inspector.apply(release));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String id(String line) {
    try {
      return EventJson.mapper().readTree(line).path("id").asText();
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
