package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.detect.evaluation.Evaluation;
import dev.tunewatch.detect.evaluation.Tally;
import dev.tunewatch.detect.graph.LocalFamilies;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures over the recorded corpus; the floors are the release gates where they are reached. */
@Tag("corpus")
class EvaluationTest {

  private static final Path REPORT = Path.of("target", "evaluation.md");

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @Test
  void holdsTheGatesOnTheLabelledCorpus() throws IOException {
    Map<String, Release> releases = Corpus.releases();
    Evaluation evaluation = new Evaluation(Corpus.file("labels.ndjson"));
    LocalFamilies families = new LocalFamilies();
    releases.values().forEach(r -> families.release(r.name().key(), inspector.examine(r).own()));
    releases
        .values()
        .forEach(
            r ->
                evaluation.count(
                    r, inspector.examine(r).among(families.family(r.name().key())).inspection()));
    for (String line : Files.readAllLines(Corpus.file("labels.ndjson"))) {
      Release bare = Releases.named(id(line));
      evaluation.count(bare, inspector.apply(bare));
    }

    String report = evaluation.report() + lists(releases);
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, report);
    System.out.println(report);

    assertThat(evaluation.missedGates()).isEmpty();
    gate(evaluation.total("P1+P2"), .95, .92);
    gate(evaluation.total("V2", "card-only"), 1, 1);
    gate(evaluation.total("flag"), .98, .96);
    // Fewer than fifty rows: every case that one record can show is found.
    gate(evaluation.total("V3"), 1, 1);
    gate(evaluation.total("V4"), 1, 1);
    gate(evaluation.total("V5"), 1, 1);
    gate(evaluation.total("V6"), .92, .92);
    gate(evaluation.total("H1"), 1, 1);
    gate(evaluation.total("S1"), 1, 1);
    gate(evaluation.total("B7"), 1, 1);
    assertThat(evaluation.total("C1").precision()).isEqualTo(1);
    // The one beyond the labels tells in its card of the models that it was merged from.
    assertThat(evaluation.total("S2").precision()).isGreaterThanOrEqualTo(.95);
    assertThat(evaluation.trapRate()).isLessThanOrEqualTo(Evaluation.MOST_TRAPS);
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

  /** Further sets, whose labels are rules themselves or cover one kind of evidence only. */
  private String lists(Map<String, Release> releases) {
    return table(
            "Look-alikes by category", "tricky-benign.csv", releases, row -> row.get("category"))
        + table("Names of removals", "safeguard-removed.csv", releases, row -> row.get("tier"))
        + table(
            "A sample of both, each name read",
            "gold-sample.csv",
            releases,
            row -> row.get("label") + ", " + row.get("group"))
        + table(
            "Cards whose name is silent",
            "hidden-signal-cards.csv",
            releases,
            row -> row.get("kind"));
  }

  private String table(
      String title,
      String file,
      Map<String, Release> releases,
      Function<Map<String, String>, String> group) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Map<String, String> row : Corpus.rows(file)) {
      String id = row.getOrDefault("id", "");
      if (ReleaseName.isId(id)) {
        Release known = releases.get(id);
        Release release = known == null ? Releases.named(id) : known;
        String kind = known == null ? "bare name" : "record";
        int[] count = counts.computeIfAbsent(group.apply(row) + " | " + kind, key -> new int[2]);
        count[0]++;
        count[1] += inspector.apply(release).flagged() ? 1 : 0;
      }
    }
    StringBuilder out = new StringBuilder("\n## " + title + "\n\n");
    out.append("| group | known by | n | flagged |\n| --- | --- | ---: | ---: |\n");
    counts.forEach(
        (name, count) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d (%.3f) |%n",
                    name,
                    count[0],
                    count[1],
                    (double) count[1] / count[0])));
    return out.toString();
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

  private static String id(String line) {
    try {
      return EventJson.mapper().readTree(line).path("id").asText();
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
