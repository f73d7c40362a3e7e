package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Severity;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.score.Modality;
import dev.tunewatch.detect.score.Score;
import dev.tunewatch.detect.score.ScoreInput;
import dev.tunewatch.detect.score.ScoreTables;
import dev.tunewatch.detect.score.Scored;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the score takes from one record. */
class ScoreInputTest {

  private static final String TOOL =
      """
      # This is a decensored version of [acme/base](https://hub.example/acme/base), made using [Heretic](x) v1.2

      | Metric | This model | Original |
      | ------ | ---------- | -------- |
      | **Refusals** | 5/100 | 97/100 |
      """;

  private final Inspector inspector = new Inspector(RuleBook.bundled());
  private final ScoreTables tables = ScoreBook.bundled();
  private final Score score = new Score(tables);

  @Test
  void aBareNameThatDeclaresARemovalAlerts() {
    for (String id : List.of("acme/base-8b-abliterated", "acme/base-uncensored")) {
      Scored scored = score.of(input(Releases.named(id)));
      assertThat(scored.severity()).as(scored.text()).isEqualTo(Severity.P2);
    }
  }

  @Test
  void takesTheRefusalsThatAToolWroteIntoTheCard() {
    ScoreInput input = input(InspectorPropertyTest.withCard("acme/base-20b-A3B-heretic", TOOL));
    assertThat(input.removal().stated()).isEqualTo(new ScoreInput.Refusals(5, 100));
    assertThat(score.of(input).risk().vulnerability()).isEqualByComparingTo("0.95");
    assertThat(input.model().parameters()).isEqualTo(20_000_000_000L);
    assertThat(input.model().activeParameters()).isEqualTo(3_000_000_000L);
  }

  @Test
  void takesTheSizeOfAnAdapterFromTheNames() {
    ScoreInput own = input(files("acme/base-8b-uncensored-lora", "adapter_config.json"));
    assertThat(own.model().parameters()).isEqualTo(8_000_000_000L);
    assertThat(own.model().minVramGb()).isNull();
    Release silent =
        release(
            "acme/uncensored-lora",
            List.of(
                new DeclaredParent("acme/base-70b", null, DeclaredParent.Source.ADAPTER_CONFIG)),
            "adapter_config.json");
    assertThat(input(silent).model().parameters()).isEqualTo(70_000_000_000L);
  }

  @Test
  void knowsPackingsThatRunWithOneCommand() {
    assertThat(input(files("acme/base-8b", "base.Q4_K_M.gguf")).model().oneCommand()).isTrue();
    assertThat(input(files("acme/base-8b", "model.safetensors")).model().oneCommand()).isFalse();
    assertThat(input(Releases.named("acme/base-8b-MLX-4bit")).model().oneCommand()).isTrue();
  }

  @Test
  void whatTheRecordDoesNotTellIsUnknown() {
    ScoreInput input = input(Releases.named("acme/base"));
    assertThat(input.model()).isEqualTo(ScoreInput.Model.UNKNOWN);
    assertThat(input.reach()).isEqualTo(ScoreInput.Reach.UNKNOWN);
    assertThat(input.removal()).isEqualTo(ScoreInput.Removal.UNKNOWN);
    assertThat(input.model().modality()).isEqualTo(Modality.TEXT);
  }

  private ScoreInput input(Release release) {
    return ScoreInput.of(release, inspector.apply(release), Family.NONE, tables);
  }

  private static Release files(String id, String file) {
    return release(id, List.of(), file);
  }

  private static Release release(String id, List<DeclaredParent> parents, String file) {
    ReleaseName name = new ReleaseName("huggingface", id);
    return Release.merge(
        List.of(
            Releases.part(
                name,
                Releases.listing(
                    List.of(), null, parents, List.of(new ReleaseFile(file, null, null))))));
  }
}
