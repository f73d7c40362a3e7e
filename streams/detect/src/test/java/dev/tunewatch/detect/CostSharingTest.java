package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Facts;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CostSharingTest {

  private static final String MERGE =
      "```yaml\nmerge_method: linear\nmodels:\n- model: a/x-7b\n- model: b/y-7b\n- model: a/z-7b\n```\n";

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @Test
  void countsTheMakersBehindAMerge() {
    assertThat(facts("acme/mix-7b", MERGE).owners()).isEqualTo(2);
    assertThat(facts("acme/mix-7b", "No merge.").owners()).isNull();
  }

  @Test
  void quotesWhoBoreTheCostOfAMerge() {
    Inspection inspection =
        inspect("acme/mix-7b", MERGE + "Thanks to @someone for sponsoring the compute!");
    assertThat(inspection.signals())
        .filteredOn(signal -> signal.id() == SignalId.S2)
        .flatExtracting(signal -> signal.evidence())
        .anyMatch(evidence -> evidence.quote().contains("@someone"));
    assertThat(Objects.requireNonNull(inspection.facts()).pooledCost()).isTrue();
  }

  @Test
  void aSponsorMakesNoMerge() {
    Inspection inspection = inspect("acme/tune-7b", "Thank you Somebody for sponsoring this run!");
    assertThat(inspection.signals()).extracting(signal -> signal.id()).doesNotContain(SignalId.S2);
    assertThat(Objects.requireNonNull(inspection.facts()).pooledCost()).isTrue();
  }

  @Test
  void whatACopiedCardSaysIsTheOriginals() {
    assertThat(
            facts("packer/tune-7b-GGUF", "This model's training was sponsored by Acme.")
                .pooledCost())
        .isNull();
  }

  @Test
  void whatIsSaidOfAnotherModelIsThatModels() {
    assertThat(
            facts(
                    "acme/mix-7b",
                    "Thanks to X for sponsoring the training for the Base-2 13B model.")
                .pooledCost())
        .isNull();
  }

  @Tag("corpus")
  @Test
  void agreesWithTheReadCases() {
    Map<String, Release> releases = Corpus.releases();
    List<String> wrong = new ArrayList<>();
    List<Map<String, String>> rows = Corpus.rows("cost-shared-merges.csv");
    for (Map<String, String> row : rows) {
      Release release = Objects.requireNonNull(releases.get(row.get("id")));
      Facts facts = inspector.apply(release).facts();
      boolean pooled = facts != null && Boolean.TRUE.equals(facts.pooledCost());
      if (pooled != "yes".equals(row.get("cost_shared"))) {
        wrong.add(row.get("id") + " is " + row.get("cost_shared"));
      }
    }
    System.out.println("cost sharing: " + (rows.size() - wrong.size()) + " of " + rows.size());
    assertThat(wrong).isEmpty();
  }

  @Tag("corpus")
  @Test
  void isRareInTheCorpus() {
    List<String> pooled =
        Corpus.releases().values().stream()
            .map(inspector)
            .filter(i -> i.facts() != null && Boolean.TRUE.equals(i.facts().pooledCost()))
            .map(Inspection::id)
            .collect(Collectors.toList());
    System.out.println("pooled cost: " + pooled.size() + " of the corpus, such as " + pooled);
    assertThat(pooled.size()).isBetween(10, 300);
  }

  private Facts facts(String id, String card) {
    return Objects.requireNonNull(inspect(id, card).facts());
  }

  private Inspection inspect(String id, String card) {
    return inspector.apply(
        Release.merge(
            List.of(Releases.part(new ReleaseName("huggingface", id), Releases.card(card)))));
  }
}
