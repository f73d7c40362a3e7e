package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.detect.lineage.Ingredient;
import dev.tunewatch.detect.lineage.MergeRecipe;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MergeRecipeTest {

  @Test
  void weighsModelsByTheirShare() {
    assertThat(
            parts(
                """
                merge_method: linear
                models:
                  - {model: acme/a-7b, parameters: {weight: 1.0}}
                  - {model: acme/b-7b, parameters: {weight: [0.2, 0.4]}}
                  - {model: acme/c-7b, parameters: {weight: [{filter: mlp, value: 0.1}, {value: 0.1}]}}
                """))
        .containsExactly(
            Map.entry("acme/a-7b", MergePart.MAJOR),
            Map.entry("acme/b-7b", MergePart.SHARE),
            Map.entry("acme/c-7b", MergePart.MINOR));
  }

  @Test
  void takesANegativeWeightForSubtraction() {
    assertThat(
            parts(
                """
                merge_method: task_arithmetic
                base_model: acme/base-7b
                models:
                  - {model: acme/toxic-7b, parameters: {weight: -0.5}}
                  - {model: acme/kind-7b, parameters: {weight: 1}}
                """))
        .containsEntry("acme/toxic-7b", MergePart.SUBTRACTED)
        .containsEntry("acme/kind-7b", MergePart.MAJOR)
        .containsEntry("acme/base-7b", MergePart.CHASSIS);
  }

  @Test
  void takesABaseWithoutParametersForTheChassis() {
    assertThat(
            parts(
                """
                models:
                  - model: acme/base-7b
                    # no parameters necessary for the base
                  - {model: acme/x-7b, parameters: {density: 0.5, weight: 0.5}}
                merge_method: dare_ties
                base_model: acme/base-7b
                """))
        .containsEntry("acme/base-7b", MergePart.CHASSIS)
        .containsEntry("acme/x-7b", MergePart.MAJOR);
  }

  @Test
  void countsTheLayersOfSlices() {
    assertThat(
            parts(
                """
                slices:
                  - sources: [{model: acme/a-13b, layer_range: [0, 36]}]
                  - sources: [{model: acme/b-13b, layer_range: [36, 40]}]
                merge_method: passthrough
                """))
        .containsExactly(
            Map.entry("acme/a-13b", MergePart.MAJOR), Map.entry("acme/b-13b", MergePart.MINOR));
  }

  @Test
  void readsTheSharesOfASlerpOffItsCurve() {
    assertThat(
            parts(
                """
                slices:
                  - sources:
                      - {model: acme/a-7b, layer_range: [0, 32]}
                      - {model: acme/b-7b, layer_range: [0, 32]}
                merge_method: slerp
                base_model: acme/a-7b
                parameters: {t: [{filter: mlp, value: [0.1, 0.1]}, {value: 0.1}]}
                """))
        .containsExactly(
            Map.entry("acme/a-7b", MergePart.MAJOR), Map.entry("acme/b-7b", MergePart.MINOR));
  }

  @Test
  void namesTheExpertsOfAMixture() {
    assertThat(
            parts(
                """
                base_model: acme/base-7b
                gate_mode: hidden
                experts:
                  - {source_model: acme/code-7b, positive_prompts: ["model: not/me"]}
                  - {source_model: acme/chat-7b+acme/chat-lora, positive_prompts: [talk]}
                """))
        .containsExactly(
            Map.entry("acme/code-7b", MergePart.EXPERT),
            Map.entry("acme/chat-7b", MergePart.EXPERT),
            Map.entry("acme/chat-lora", MergePart.ADAPTER),
            Map.entry("acme/base-7b", MergePart.CHASSIS));
  }

  @Test
  void readsModulesMappingsRevisionsAndAdapters() {
    assertThat(
            parts(
                """
                merge_method: linear
                modules:
                  text_decoder:
                    models:
                      - model: {model: {path: acme/a-7b, revision: main}, lora: {path: acme/l-7b}}
                      - model: acme/b-7b@v2+acme/m-7b
                """))
        .containsOnlyKeys("acme/a-7b", "acme/l-7b", "acme/b-7b", "acme/m-7b")
        .containsEntry("acme/l-7b", MergePart.ADAPTER)
        .containsEntry("acme/m-7b", MergePart.ADAPTER);
  }

  @Test
  void leavesOutWhatLendsItsTokenizerOnlyAndPathsOfTheMakersMachine() {
    assertThat(
            parts(
                """
                merge_method: linear
                models:
                  - model: acme/a-7b
                  - model: ./local
                  - model: /home/me/models/x
                  - model: ../up/b
                  - model: C:\\models\\c
                tokenizer_source: acme/tok-7b
                tokenizer: {source: acme/tok2-7b, tokens: {"<s>": {source: {model: acme/tok3-7b}}}}
                """))
        .containsOnlyKeys("acme/a-7b");
  }

  @Test
  void readsAllStepsOfARecipeOfSeveralDocuments() {
    assertThat(
            parts(
                """
                name: step
                merge_method: slerp
                models: [{model: acme/a-7b}, {model: acme/b-7b}]
                ---
                merge_method: linear
                models: [{model: step}, {model: acme/c-7b}]
                """))
        .containsOnlyKeys("acme/a-7b", "acme/b-7b", "acme/c-7b");
  }

  @Test
  void isNotMisledByOtherYaml() {
    assertThat(MergeRecipe.parse("models:\n  - gpt: 3\n")).isEmpty();
    assertThat(MergeRecipe.parse("image: {model: acme/a-7b}")).isEmpty();
    assertThat(MergeRecipe.parse("slices of: bread")).isEmpty();
  }

  @Tag("corpus")
  @Test
  void readsTheRecipesOfRealCards() throws IOException {
    int right = 0;
    int all = 0;
    for (String line :
        Files.readAllLines(Corpus.file("mergekit-examples/configs-from-cards.ndjson"))) {
      JsonNode json = EventJson.mapper().readTree(line);
      if (json.path("yaml_ok").asBoolean()) {
        Set<String> expected = new TreeSet<>();
        json.path("models").forEach(model -> expected.add(model.asText()));
        expected.removeIf(model -> model.startsWith("."));
        Set<String> found =
            new TreeSet<>(
                MergeRecipe.parse(json.path("yaml").asText())
                    .map(MergeRecipe::models)
                    .orElse(Set.of()));
        all++;
        right += found.equals(expected) ? 1 : 0;
      }
    }
    System.out.println("recipes of cards read as labelled: " + right + " of " + all);
    assertThat(right).isEqualTo(all);
  }

  private static Map<String, MergePart> parts(String yaml) {
    Map<String, MergePart> parts = new LinkedHashMap<>();
    for (Ingredient model : MergeRecipe.parse(yaml).orElseThrow().ingredients()) {
      parts.put(model.id(), model.part());
    }
    return parts;
  }
}
