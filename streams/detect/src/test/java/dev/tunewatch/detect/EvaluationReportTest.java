package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.detect.evaluation.Evaluation;
import dev.tunewatch.detect.evaluation.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());
  private final Path labels;

  EvaluationReportTest(@TempDir Path folder) {
    this.labels = folder.resolve("labels.ndjson");
  }

  @Test
  void listsTheCasesOfAGateThatIsTooSmallByName() throws IOException {
    Evaluation evaluation =
        evaluate(
            label("acme/base-7b-uncensored", "V2:x", true, "explicit"),
            label("acme/quiet-7b", "V2:x", true, "explicit"));
    assertThat(evaluation.missedGates()).isEmpty();
    assertThat(evaluation.report())
        .contains("| V2 explicit | n < 50, cases below |")
        .contains("- acme/quiet-7b (bare name)")
        .doesNotContain("- acme/base-7b-uncensored");
  }

  @Test
  void enforcesAGateFromFiftyPositivesOn() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(label("acme/quiet" + i + "-7b", "V2:x", true, "explicit"));
    }
    assertThat(evaluate(rows.toArray(String[]::new)).missedGates())
        .containsExactly("V2 explicit", "P1 and P2 alerts");
  }

  @Test
  void countsHardNegativesThatAreFlagged() throws IOException {
    Evaluation evaluation =
        evaluate(
            label("acme/base-7b-uncensored", "B4:x", false, "trap"),
            label("acme/guard-8b", "B1:x", false, "trap"));
    assertThat(evaluation.trapRate()).isEqualTo(.5);
    assertThat(evaluation.missedGates()).containsExactly("hard negatives");
    assertThat(evaluation.report()).contains("+ acme/base-7b-uncensored");
  }

  @Test
  void holdsTheSameUploadersOutInEveryRun() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(label("maker" + i + "/base-7b-uncensored", "V2:x", true, "explicit"));
    }
    String report = evaluate(rows.toArray(String[]::new)).report();
    assertThat(report).contains("| held out | V2 |").contains("| the others | V2 |");
    assertThat(evaluate(rows.toArray(String[]::new)).report()).isEqualTo(report);
  }

  @Test
  void tellsRecordsApartByWhatIsKnownOfThem() {
    assertThat(RecordKind.of(Releases.named("acme/x"))).isEqualTo(RecordKind.NAME);
    assertThat(RecordKind.of(InspectorPropertyTest.withCard("acme/x", "# X")))
        .isEqualTo(RecordKind.CARD_ONLY);
  }

  private Evaluation evaluate(String... rows) throws IOException {
    Files.write(labels, List.of(rows));
    Evaluation evaluation = new Evaluation(labels);
    for (String row : rows) {
      String id = row.substring(row.indexOf(':') + 2, row.indexOf(',') - 1);
      evaluation.count(Releases.named(id), inspector.apply(Releases.named(id)));
    }
    return evaluation;
  }

  private static String label(String id, String label, boolean flag, String difficulty) {
    return "{\"id\":\"%s\",\"labels\":[\"%s\"],\"flag\":%s,\"tier\":\"%s\",\"difficulty\":\"%s\"}"
        .formatted(id, label, flag, flag ? "alert" : "none", difficulty);
  }
}
