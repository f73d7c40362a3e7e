package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.detect.facts.Weights;
import dev.tunewatch.events.ReleaseFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files tell that two releases hold the same model. */
class WeightsTest {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final ReleaseFile FIRST = file("model-00001-of-00002.safetensors", A);
  private static final ReleaseFile SECOND = file("model-00002-of-00002.safetensors", B);

  @Test
  void namesAndOrderAndOtherFilesDoNotMatter() {
    List<ReleaseFile> renamed =
        List.of(file("z.gguf", B), file("a.gguf", A), file("README.md", "c".repeat(64)));

    assertThat(Weights.digest(List.of(FIRST, SECOND))).isPresent();
    assertThat(Weights.digest(renamed)).isEqualTo(Weights.digest(List.of(FIRST, SECOND)));
  }

  @Test
  void aPartOfASetIsAnotherSet() {
    assertThat(Weights.digest(List.of(FIRST)))
        .isPresent()
        .isNotEqualTo(Weights.digest(List.of(FIRST, SECOND)));
  }

  @Test
  void aFileOfUnknownContentMakesTheSetUnknown() {
    assertThat(Weights.digest(List.of(FIRST, file("other.safetensors", null)))).isEmpty();
    assertThat(Weights.digest(List.of(FIRST, file("other.safetensors", "not a digest")))).isEmpty();
    assertThat(Weights.digest(List.of(FIRST, new ReleaseFile("x.gguf", null, B)))).isEmpty();
  }

  @Test
  void toysAndAdaptersAndTokenizersProveNothing() {
    assertThat(Weights.digest(List.of(new ReleaseFile("model.safetensors", 999_999L, A))))
        .isEmpty();
    assertThat(Weights.digest(List.of(file("adapter_model.safetensors", A)))).isEmpty();
    assertThat(Weights.digest(List.of(file("tokenizer.json", A)))).isEmpty();
    assertThat(Weights.digest(List.of())).isEmpty();
  }

  private static ReleaseFile file(String name, @org.jspecify.annotations.Nullable String sha256) {
    return new ReleaseFile(name, 5_000_000_000L, sha256);
  }
}
