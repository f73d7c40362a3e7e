package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.lineage.MergeRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What adversarial publishers may write; nothing of it may throw or hang. */
class HostileTextTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  static Stream<String> cards() {
    String bomb =
        "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n---\n";
    return Stream.of(
        "uncensored ".repeat(950_000),
        bomb,
        "---\n" + "[".repeat(50_000),
        "---\n" + "- ".repeat(30_000) + "x\n---\n",
        "---\n" + "{a: ".repeat(5_000) + "\n---\n",
        "---\n" + "? ".repeat(20_000) + "\n---\nx",
        "---\n" + deep() + "\n---\nx",
        "---\nlicense: mit\nno end",
        "---\n\u0000\u0001: \uFFFF\n---\n\u0000",
        "---\n!!java.lang.Runtime {}\n---\n",
        "\u202Edetarilbic siht \u202C\u2066is\u2069",
        "e" + "\u0301".repeat(100_000),
        "\uD800\uDC00\uD800 lone \uDC00",
        "<".repeat(100_000),
        "`".repeat(100_000),
        "](".repeat(60_000),
        "> ".repeat(60_000) + "uncensored",
        "a-".repeat(60_000) + "a",
        "1.".repeat(60_000),
        "a/".repeat(60_000),
        "http://".repeat(20_000),
        "<!--".repeat(30_000),
        "|".repeat(100_000),
        "https://huggingface.co/datasets/a/b ".repeat(3_500),
        "- merged original model quants of x. ".repeat(3_500),
        "## Merge\n" + "- [a/b](https://huggingface.co/a/b)\n".repeat(3_500),
        "Refusals 1 / 1".repeat(9_000),
        "LoRA adapter was extracted from [".repeat(4_000),
        "---\ninstance_prompt: " + "Aa ".repeat(80) + "\n---\n",
        "models:\n" + "  - model: a/b\n    weight: -1\n".repeat(2_000),
        "this model is ".repeat(9_000) + "uncensored",
        "");
  }

  private static String deep() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      yaml.append(" ".repeat(i)).append("a:\n");
    }
    return yaml.toString();
  }

  @ParameterizedTest
  @MethodSource("cards")
  void isReadWithoutHarm(String card) {
    assertThatCode(() -> CardText.of(card)).doesNotThrowAnyException();
    assertThatCode(() -> inspector.apply(InspectorPropertyTest.withCard("acme/x-7b", card)))
        .doesNotThrowAnyException();
    assertThatCode(() -> MergeRecipe.parse(card)).doesNotThrowAnyException();
  }

  @Tag("corpus")
  @Test
  void readsTheHostileCardsOfTheCorpus() throws IOException {
    try (Stream<Path> files = Files.list(Corpus.file("cards-hostile"))) {
      for (Path file : files.toList()) {
        String card = Files.readString(file);
        assertThatCode(() -> inspector.apply(InspectorPropertyTest.withCard("acme/x-7b", card)))
            .as(file.toString())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void readsNoise() {
    long seed = 99L;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String signs = "-#>*_`|[](){}<!&:.,\n\n ab1\u00e9\u4e2d\u0301\u200b\ud83d\"'";
    for (int i = 0; i < 500; i++) {
      StringBuilder noise = new StringBuilder(random.nextBoolean() ? "---\n" : "");
      for (int k = 0; k < 400; k++) {
        noise.append(signs.charAt(random.nextInt(signs.length())));
      }
      String card = noise.append("\n---\n").append("This model is uncensored.").toString();
      assertThatCode(() -> inspector.apply(InspectorPropertyTest.withCard("acme/x-7b", card)))
          .as("noise %d", i)
          .doesNotThrowAnyException();
    }
  }
}
