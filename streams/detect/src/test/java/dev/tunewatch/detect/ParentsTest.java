package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.DeclaredParent.Source;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ParentsTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @Nested
  class Sources {

    @Test
    void anAdaptersConfigurationIsSurerThanADeclarationAndThatThanTheHub() {
      assertThat(
              parents(
                  "acme/x-7b",
                  null,
                  declared("acme/a-7b", Relation.ADAPTER, Source.ADAPTER_CONFIG),
                  declared("acme/b-7b", null, Source.CARD_DATA),
                  declared("acme/c-7b", null, Source.GGUF),
                  declared("acme/d-7b", Relation.FINETUNE, Source.TAG)))
          .extracting(parent -> parent.id() + " " + parent.source() + " " + parent.confidence())
          .containsExactly(
              "acme/a-7b adapterConfig 0.99",
              "acme/c-7b gguf 0.99",
              "acme/b-7b cardData 0.95",
              "acme/d-7b tag 0.9");
    }

    @Test
    void aRecipeInTheCardIsADeclaration() {
      String card =
          "# X\n```yaml\nmerge_method: slerp\nmodels:\n- model: a/b-7b\n- model: c/d-7b\n```";
      assertThat(parents("acme/x-7b", card))
          .extracting(ParentsTest::line)
          .containsExactly("a/b-7b MERGE cardRecipe 0.95", "c/d-7b MERGE cardRecipe 0.95");
    }

    @Test
    void aListOfTheModelsUsedNamesParents() {
      String card =
          """
          ### Models Merged
          The following models were included in the merge:
          * [a/b-7b](https://huggingface.co/a/b-7b)
          * https://huggingface.co/c/d-7b
          * e/f-7b, for its prose
          * inspired by g/h-7b

          ## Thanks
          * [i/j-7b](https://huggingface.co/i/j-7b)
          """;
      assertThat(parents("acme/x-7b", card))
          .extracting(ParentsTest::line)
          .containsExactly(
              "a/b-7b MERGE cardList 0.8",
              "c/d-7b MERGE cardList 0.8",
              "e/f-7b MERGE cardList 0.8");
    }

    @Test
    void proseNamesNoParents() {
      assertThat(
              parents(
                  "acme/x-7b",
                  "Inspired by [a/b-7b](https://huggingface.co/a/b-7b).\n"
                      + "If you want more, use an uncensored version of [c/d-7b](x).\n"
                      + "Similar to e/f-7b, thanks to g/h-7b."))
          .isEmpty();
    }

    @Test
    void aToolsLineNamesTheBaseWhereNothingElseDoes() {
      String line =
          "This model was converted to GGUF format from [`a/b-7b`](https://huggingface.co/a/b-7b)";
      assertThat(parents("acme/b-7b-GGUF", line))
          .extracting(ParentsTest::line)
          .containsExactly("a/b-7b QUANTIZED cardLine 0.8");
      assertThat(parents("acme/b-7b-GGUF", line, declared("c/b-7b", null, Source.CARD_DATA)))
          .extracting(ParentsTest::line)
          .containsExactly("c/b-7b QUANTIZED cardData 0.95");
    }

    @Test
    void theCardOfACopySpeaksOfItsOriginal() {
      String card = "The following models were included in the merge:\n* a/b-7b\n* c/d-7b\n";
      assertThat(
              parents("packer/mix-7b-GGUF", card, declared("acme/mix-7b", null, Source.CARD_DATA)))
          .extracting(ParentsTest::line)
          .containsExactly("acme/mix-7b QUANTIZED cardData 0.95");
    }

    @Test
    void pathsAreNoParentsAndAddressesAre() {
      assertThat(
              parents(
                  "acme/x-7b",
                  "---\nbase_model:\n- ./out\n- /root/a/b\n- https://huggingface.co/a/b-7b\n---\n"))
          .extracting(ResolvedParent::id)
          .containsExactly("a/b-7b");
    }
  }

  @Tag("corpus")
  @Test
  void tellsHowOftenTheHubRelatesOtherwise() {
    int edges = 0;
    int mismatches = 0;
    Map<String, Integer> kinds = new TreeMap<>();
    for (Release release : Corpus.releases().values()) {
      for (ResolvedParent parent : inspector.apply(release).parents()) {
        if (parent.hubRelation() != null) {
          edges++;
          if (parent.mismatches()) {
            mismatches++;
            kinds.merge(parent.hubRelation() + " is " + parent.relation(), 1, Integer::sum);
          }
        }
      }
    }
    System.out.println("hub's relation differs from ours: " + mismatches + " of " + edges + kinds);
    assertThat(mismatches).isPositive().isLessThan(edges);
  }

  private static String line(ResolvedParent parent) {
    return String.join(
        " ",
        parent.id(),
        parent.relation().name(),
        parent.source(),
        parent.confidence().toString());
  }

  private List<ResolvedParent> parents(
      String id, @Nullable String card, DeclaredParent... declared) {
    return inspector.apply(release(id, card, List.of(declared))).parents();
  }

  private static DeclaredParent declared(String id, @Nullable Relation relation, Source source) {
    return new DeclaredParent(id, relation, source);
  }

  static Release release(String id, @Nullable String card, List<DeclaredParent> declared) {
    ReleaseName name = new ReleaseName("huggingface", id);
    List<ReleaseFile> files =
        id.endsWith("GGUF") ? List.of(new ReleaseFile("x.gguf", null, null)) : null;
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(Releases.part(name, Releases.listing(List.of(), null, declared, files)));
    if (card != null) {
      parts.add(Releases.part(name, Releases.card(card)));
    }
    return Release.merge(parts);
  }
}
