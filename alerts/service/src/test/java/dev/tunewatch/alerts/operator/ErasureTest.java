package dev.tunewatch.alerts.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.notify.Wording;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.ReleaseName;
import org.junit.jupiter.api.Test;

class ErasureTest {

  private final Alert three = Samples.alert(Samples.active("x", 3, Severity.P2, SignalId.V1));

  @Test
  void ofSeveralCopiesTheOthersStand() {
    ReleaseName lead = new ReleaseName("huggingface", "maker0/x");
    Alert left = Erasure.of(three, lead).orElseThrow();
    assertThat(AlertJson.write(left)).doesNotContain("maker0");
    assertThat(left.members()).hasSize(2);
    assertThat(left.lead()).isEqualTo(left.members().get(0));
    assertThat(left.headline()).startsWith("(erased) declares");
  }

  @Test
  void whatCannotBeToldWithoutTheNameGoesWhole() {
    Alert one = Samples.alert(Samples.alarming("x"));
    assertThat(Erasure.of(one, new ReleaseName("huggingface", "maker0/x"))).isEmpty();
    // Part of the cluster's id.
    assertThat(Erasure.of(three, new ReleaseName("huggingface", "x"))).isEmpty();
  }

  @Test
  void aLongerNameIsAnotherRelease() {
    for (String other : new String[] {"maker0/x-GGUF", "maker0/x.v2", "amaker0/x", "maker0/x2"}) {
      ReleaseName release = new ReleaseName("huggingface", "maker0/x");
      Alert alert = Samples.hostile(other);
      assertThat(Erasure.isNamedIn(alert, release)).as(other).isFalse();
    }
    for (String same :
        new String[] {"MAKER0/X", "see maker0/x.", "/maker0/x/tree", "\"maker0/x\""}) {
      ReleaseName release = new ReleaseName("huggingface", "maker0/x");
      assertThat(Erasure.isNamedIn(Samples.hostile(same), release)).as(same).isTrue();
    }
    ReleaseName odd = new ReleaseName("huggingface", "o\"dd/(x)*");
    assertThat(Erasure.isNamedIn(Samples.hostile("o\"dd/(x)*"), odd)).isTrue();
  }

  @Test
  void theReportForAHubSaysWhatIsDeclaredAndNothingThatAMailProgramLinks() {
    Alert hostile = Samples.hostile("http://evil.example/\n\nSubject: www.evil.example\u202e");
    String text = ReportText.of(hostile, "https://tunewatch.example/#/alerts/" + hostile.id());
    assertThat(text)
        .contains("declares", "does not say what anybody intends", hostile.id().value())
        .doesNotContain("http://evil", "www.evil", "\u202e", "\nSubject: www");
    assertThat(text.lines().count()).isLessThan(60);
    assertThat(Wording.plain("a\nb")).isEqualTo("a b");
  }
}
