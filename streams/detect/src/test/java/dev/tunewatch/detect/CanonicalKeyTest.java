package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalKeyTest {

  private static final List<String> SUFFIXES =
      List.of(
          "-GGUF",
          "-i1-GGUF",
          "-GPTQ",
          "-AWQ",
          "-4.0bpw-exl2",
          "-Q4_K_M-GGUF",
          "-IQ2_XS-GGUF",
          "-4bit",
          "-mlx-8bit",
          ".fp16",
          "-bf16",
          "-W4A16",
          "-imatrix-GGUF",
          "-8bit-128g",
          "-gguf");

  @Test
  void isStableUnderPackagerPrefixSuffixAndCase() {
    long seed = 20_261_122L;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String owner = "maker" + random.nextInt(50);
      String model = "Model-" + (1 + random.nextInt(70)) + "B-v" + random.nextInt(4) + "-chat";
      String suffix = SUFFIXES.get(random.nextInt(SUFFIXES.size()));
      String key = key(owner + "/" + model);
      assertThat(key(owner + "/" + model + suffix)).isEqualTo(key);
      assertThat(key("RichardErkhov/" + owner + "_-_" + model + suffix)).isEqualTo(key);
      assertThat(key("bartowski/" + owner + "_" + model + suffix)).isEqualTo(key);
      assertThat(key("DevQuasar/" + owner + "." + model + suffix)).isEqualTo(key);
      assertThat(key((owner + "/" + model).toUpperCase(java.util.Locale.ROOT))).isEqualTo(key);
    }
  }

  @Test
  void keepsSizesAndVersionsApart() {
    assertThat(key("acme/base-7b-GGUF")).isNotEqualTo(key("acme/base-8b-GGUF"));
    assertThat(key("acme/base-7b-v2")).isNotEqualTo(key("acme/base-7b-v3"));
    assertThat(key("acme/base-7b-32k")).isNotEqualTo(key("acme/base-7b"));
  }

  @Test
  void neverMergesTwoSizesOrVersionsWhateverTheSuffixes() {
    long seed = Long.getLong("tunewatch.seed", 20_261_126L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> sizes =
        List.of("0.5B", "1.5B", "1B", "3B", "7B", "8B", "13B", "70B", "8x7B", "30B-A3B");
    List<String> versions = List.of("3", "3.1", "4", "v2", "2.5", "8");
    for (int i = 0; i < 5_000; i++) {
      String one = model(sizes, versions, random);
      String other = model(sizes, versions, random);
      String packed = one + suffix(random) + suffix(random);
      assertThat(key("acme/" + packed)).as(packed).isEqualTo(key("acme/" + one));
      if (!one.equals(other)) {
        assertThat(key("acme/" + packed))
            .as(packed + " and " + other)
            .isNotEqualTo(key("acme/" + other + suffix(random)));
      }
    }
  }

  private static String model(List<String> sizes, List<String> versions, Random random) {
    String version = versions.get(random.nextInt(versions.size()));
    String size = sizes.get(random.nextInt(sizes.size()));
    return random.nextBoolean() ? "Base-" + version + "-" + size : "Base-" + size + "-" + version;
  }

  private static String suffix(Random random) {
    return SUFFIXES.get(random.nextInt(SUFFIXES.size()));
  }

  @Test
  void takesAFractionForOneNumberAndAHyphenForTwo() {
    assertThat(key("acme/base-3-8bpw")).isEqualTo("acme/base-3");
    assertThat(key("acme/base-3-4.65bpw-exl2")).isEqualTo("acme/base-3");
    assertThat(key("acme/base-3-4-bit")).isEqualTo("acme/base-3");
    assertThat(key("acme/base-3-1.58bit-GGUF")).isEqualTo("acme/base-3");
    assertThat(key("acme/base-1.5b-4_0bpw")).isEqualTo("acme/base-1-5b");
  }

  @Test
  void unpacksAPackagerThatHyphensTheMaker() {
    assertThat(key("featherless-ai-quants/maker-Model-7B-GGUF")).isEqualTo("maker/model-7b");
  }

  @Test
  void keepsMakersApartWhoseModelsHaveOneName() {
    assertThat(key("acme/base-7b")).isNotEqualTo(key("other/base-7b"));
  }

  @Test
  void takesTheKeyOfWhatACopySaysItCopies() {
    Release copy = copy("packer/base-7b-i1-GGUF", "acme/Base-7b");
    assertThat(CanonicalKey.of(copy)).isEqualTo("acme/base-7b");
  }

  @Test
  void doesNotTakeTheKeyOfABaseThatAPackedFineTuneNames() {
    Release packed = copy("packer/my-tune-7b-GGUF", "acme/base-7b");
    assertThat(CanonicalKey.of(packed)).isEqualTo("packer/my-tune-7b");
  }

  @Test
  void neverEndsEmpty() {
    assertThat(key("a/gguf")).isEqualTo("a/gguf");
    assertThat(key("gpt2")).isEqualTo("gpt2");
  }

  private static Release copy(String id, String parent) {
    DeclaredParent declared =
        new DeclaredParent(parent, Relation.QUANTIZED, DeclaredParent.Source.TAG);
    ReleaseName name = new ReleaseName("huggingface", id);
    return Release.merge(
        List.of(Releases.part(name, Releases.listing(List.of(), null, List.of(declared), null))));
  }

  private static String key(String id) {
    return CanonicalKey.of(new ReleaseName("huggingface", id));
  }
}
