package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.DeclaredParent.Source;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a release came from its parents, in our own words. */
class RelationsTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @Test
  void theHubsWordIsKeptBesideOurs() {
    ResolvedParent copy =
        parents("other/base-7b-GGUF", null, declared("acme/base-7b", Relation.FINETUNE, Source.TAG))
            .get(0);
    assertThat(copy.relation()).isEqualTo(Relation.QUANTIZED);
    assertThat(copy.hubRelation()).isEqualTo(Relation.FINETUNE);
    assertThat(copy.mismatches()).isTrue();
  }

  @Test
  void anExportBesideTheWeightsMakesNoCopy() {
    assertThat(
            parents(
                "acme/small-instruct",
                null,
                declared("acme/small", Relation.QUANTIZED, Source.TAG)))
        .extracting(ResolvedParent::relation)
        .containsExactly(Relation.FINETUNE);
  }

  @Test
  void aMergedAdapterIsAFineTune() {
    assertThat(
            parents(
                "acme/base-7b-tuned-merged",
                null,
                declared("acme/base-7b", Relation.MERGE, Source.TAG)))
        .extracting(ResolvedParent::relation)
        .containsExactly(Relation.FINETUNE);
  }

  @Test
  void anEncoderBesideALanguageModelMakesNoMerge() {
    Inspection seeing =
        inspector.apply(
            ParentsTest.release(
                "acme/seeing-7b",
                null,
                List.of(
                    declared("acme/base-7b", Relation.MERGE, Source.TAG),
                    declared("openai/clip-vit-large-patch14", Relation.MERGE, Source.TAG))));
    assertThat(seeing.parents())
        .extracting(ResolvedParent::relation)
        .containsOnly(Relation.FINETUNE);
    assertThat(seeing.signals()).isEmpty();
  }

  @Test
  void aTagOfAMergeGoesBeforeTheHubsFineTune() {
    assertThat(
            inspector
                .apply(
                    tagged(
                        "acme/mega-120b",
                        List.of("merge", "mergekit"),
                        declared("acme/base-72b", Relation.FINETUNE, Source.TAG)))
                .parents())
        .extracting(ResolvedParent::relation)
        .containsExactly(Relation.MERGE);
  }

  @Test
  void aRecipeSaysWhatEachParentGave() {
    String card =
        "```yaml\nmerge_method: task_arithmetic\nbase_model: a/base-7b\nmodels:\n"
            + "- {model: a/toxic-7b, parameters: {weight: -1}}\n"
            + "- {model: a/kind-7b+a/lora-7b, parameters: {weight: 1}}\n```\n";
    Map<String, MergePart> parts = new TreeMap<>();
    parents("acme/x-7b", card).forEach(parent -> parts.put(parent.id(), parent.part()));
    assertThat(parts)
        .containsEntry("a/base-7b", MergePart.CHASSIS)
        .containsEntry("a/toxic-7b", MergePart.SUBTRACTED)
        .containsEntry("a/kind-7b", MergePart.MAJOR)
        .containsEntry("a/lora-7b", MergePart.ADAPTER);
  }

  private List<ResolvedParent> parents(
      String id, @Nullable String card, DeclaredParent... declared) {
    return inspector.apply(ParentsTest.release(id, card, List.of(declared))).parents();
  }

  private static DeclaredParent declared(String id, @Nullable Relation relation, Source source) {
    return new DeclaredParent(id, relation, source);
  }

  private static Release tagged(String id, List<String> tags, DeclaredParent... declared) {
    ReleaseName name = new ReleaseName("huggingface", id);
    return Release.merge(
        List.of(Releases.part(name, Releases.listing(tags, null, List.of(declared), null))));
  }
}
