package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Facts;
import dev.tunewatch.detect.facts.Memory;
import dev.tunewatch.detect.facts.Quantization;
import dev.tunewatch.detect.facts.Size;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootprintTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @ParameterizedTest
  @CsvSource({
    "Llama-3.1-8B-Instruct, 8000000000,",
    "Qwen2.5-0.5B, 500000000,",
    "Qwen3-30B-A3B-GGUF, 30000000000, 3000000000",
    "Mixtral-8x7B-v0.1, 46480000000, 12880000000",
    "SmolLM2-135M, 135000000,",
    "gpt2, ,",
    "model-v2-4bit, ,",
    "Base-1.5b-32k, 1500000000,"
  })
  void readsTheSizeOutOfAName(String name, @Nullable Long parameters, @Nullable Long active) {
    Size size = Size.ofName(name);
    assertThat(size == null ? null : size.parameters()).isEqualTo(parameters);
    assertThat(size == null ? null : size.active()).isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    "base.Q4_K_M.gguf, 4.85, false",
    "base-IQ2_XS.gguf, 2.31, true",
    "base.i1-Q2_K.gguf, 2.96, true",
    "base-Q8_0.gguf, 8.5, false",
    "Q4_K_XL/UD-Q4_K_XL.gguf, 5, false",
    "base-TQ1_0.gguf, 1.69, true",
    "base-f16.gguf, 16, false"
  })
  void readsTheBitsOutOfAFileName(String file, String bits, boolean extreme) {
    Quantization quantization = Objects.requireNonNull(Quantization.ofGguf(file));
    assertThat(quantization.bits()).isEqualByComparingTo(bits);
    assertThat(quantization.extreme()).isEqualTo(extreme);
  }

  @ParameterizedTest
  @CsvSource({
    "acme/base-8b-AWQ, awq, 4, false",
    "acme/base-8b-4.65bpw-exl2, exl2, 4.65, false",
    "acme/base-8b-2.4bpw-h6-exl2, exl2, 2.4, true",
    "acme/base-8b-mlx-8bit, mlx, 8, false",
    "acme/base-8b-2bit, bits, 2, true",
    "acme/base-8b-IQ1_S-GGUF, gguf, 1.56, true"
  })
  void readsSchemeAndBitsOutOfAName(String id, String scheme, String bits, boolean extreme) {
    Facts facts = facts(Releases.named(id));
    assertThat(facts.scheme()).isEqualTo(scheme);
    assertThat(facts.bits()).isEqualByComparingTo(bits);
    assertThat(facts.extreme()).isEqualTo(extreme);
  }

  /** The catalogue's rule of thumb for Q4: 8 B about 6 GB, 32 B about 21 GB, 70 B about 45 GB. */
  @ParameterizedTest
  @CsvSource({"8, 6, 7", "32, 21, 23", "70, 43, 47"})
  void agreesWithTheRuleOfThumbForFourBits(long billions, int least, int most) {
    double weights = 0.6e9 * billions;
    assertThat(Memory.gigabytes(weights, billions * 1_000_000_000L, true)).isBetween(least, most);
  }

  @Test
  void takesTheSmallestCompleteVariant() {
    Facts facts =
        facts(
            files(
                "acme/base-8b-GGUF",
                new ReleaseFile("base-Q8_0.gguf", 8_500_000_000L, null),
                new ReleaseFile("base-Q4_K_M.gguf", 4_900_000_000L, null),
                new ReleaseFile("base-Q2_K-00001-of-00002.gguf", 1_500_000_000L, null),
                new ReleaseFile("mmproj-f16.gguf", 600_000_000L, null)));
    assertThat(facts.bits()).isEqualByComparingTo("4.85");
    assertThat(facts.extreme()).isFalse();
    assertThat(facts.minVramGb()).isEqualTo(7);
  }

  @Test
  void addsUpTheShardsOfOneVariant() {
    Facts facts =
        facts(
            files(
                "acme/base-70b",
                new ReleaseFile("model-00001-of-00002.safetensors", 70_000_000_000L, null),
                new ReleaseFile("model-00002-of-00002.safetensors", 71_000_000_000L, null)));
    assertThat(facts.minVramGb()).isBetween(149, 152);
    assertThat(facts.scheme()).isNull();
  }

  @Test
  void multipliesWhereFilesTellNoSizes() {
    Facts facts =
        facts(
            files(
                "acme/base-8b-GGUF",
                new ReleaseFile("base-Q4_K_M.gguf", null, null),
                new ReleaseFile("base-IQ2_M.gguf", null, null)));
    assertThat(facts.bits()).isEqualByComparingTo("2.7");
    assertThat(facts.extreme()).isTrue();
    assertThat(facts.minVramGb()).isEqualTo(5);
  }

  @Test
  void saysNoMemoryOfAnAdapterAndNothingOfNothing() {
    assertThat(facts(files("acme/x-8b", new ReleaseFile("adapter_config.json", null, null))))
        .extracting(Facts::minVramGb)
        .isNull();
    assertThat(inspector.apply(Releases.named("acme/model")).facts()).isNull();
  }

  @Test
  void believesTheHubsCountUnlessTheWeightsArePacked() {
    assertThat(facts(counted("acme/base-8b", null, 8_030_000_000L)).parameters())
        .isEqualTo(8_030_000_000L);
    assertThat(facts(counted("acme/base-8b", "gptq", 1_900_000_000L)).parameters())
        .isEqualTo(8_000_000_000L);
  }

  @Test
  void theWorkIsBoundedWhateverTheFilesAreCalled() {
    ReleaseFile[] odd = {
      new ReleaseFile("-00001-of-99999.gguf", 1L, null),
      new ReleaseFile("-of-.safetensors", Long.MAX_VALUE, null),
      new ReleaseFile("a-of-00000.gguf", -5L, null),
      new ReleaseFile("/////.gguf", null, null),
      new ReleaseFile(".safetensors", 0L, null)
    };
    assertThat(inspector.apply(files("acme/9999999b-99999999999x9b", odd))).isNotNull();
  }

  @Tag("corpus")
  @Test
  void tellsFactsOfMostRecords() {
    int sized = 0;
    int memory = 0;
    int packed = 0;
    int extreme = 0;
    var releases = Corpus.releases().values();
    for (Release release : releases) {
      Facts facts = inspector.apply(release).facts();
      if (facts != null) {
        sized += facts.parameters() == null ? 0 : 1;
        memory += facts.minVramGb() == null ? 0 : 1;
        packed += facts.scheme() == null ? 0 : 1;
        extreme += Boolean.TRUE.equals(facts.extreme()) ? 1 : 0;
      }
    }
    System.out.printf(
        "of %d: parameters %d, memory %d, packed %d, extreme %d%n",
        releases.size(), sized, memory, packed, extreme);
    assertThat(sized).isGreaterThan(2_000);
  }

  private Facts facts(Release release) {
    return Objects.requireNonNull(inspector.apply(release).facts());
  }

  private static Release files(String id, ReleaseFile... files) {
    return Release.merge(
        List.of(
            Releases.part(
                new ReleaseName("huggingface", id),
                Releases.listing(List.of(), null, List.of(), List.of(files)))));
  }

  private static Release counted(String id, @Nullable String method, long parameters) {
    ModelFacts facts = new ModelFacts(List.of(), null, method, parameters, null, null);
    Listing listing =
        new Listing(
            "", null, null, null, null, List.of(), List.of(), null, null, null, null, null,
            List.of(), List.of(), List.of(), null, facts, null, null, null, List.of(), List.of());
    return Release.merge(List.of(Releases.part(new ReleaseName("huggingface", id), listing)));
  }
}
