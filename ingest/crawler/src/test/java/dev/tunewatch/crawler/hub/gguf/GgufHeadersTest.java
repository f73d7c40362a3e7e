package dev.tunewatch.crawler.hub.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tunewatch.crawler.hub.gguf.MalformedHeader.Reason;
import dev.tunewatch.events.GgufHeader;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GgufHeadersTest {

  private static final long SIZE = 5_000_000_000L;

  @Test
  void keepsTheGeneralKeysAndPassesOverTheRest() throws Exception {
    GgufHeader header = GgufHeaders.read("m.gguf", usual().bytes(), SIZE);

    assertThat(header.file()).isEqualTo("m.gguf");
    assertThat(header.text("architecture")).isEqualTo("llama");
    assertThat(header.text("base_model.0.repo_url")).isEqualTo("https://huggingface.co/o/base");
    assertThat(header.text("license.link")).isNull();
    assertThat(header.numbers()).contains(new GgufHeader.Count("file_type", 15));
    assertThat(header.tags()).containsExactly("abliterated", "text-generation");
    assertThat(header.datasets()).containsExactly("o/data");
    assertThat(header.texts()).noneMatch(text -> text.value().equals("secret template"));
  }

  @Test
  void keepsWhatStandsBeforeTheEndOfWhatWasAskedFor() throws Exception {
    byte[] file = usual().texts("tokenizer.ggml.tokens", "a".repeat(5_000)).bytes();
    GgufHeader whole = GgufHeaders.read("m.gguf", file, SIZE);
    assertThat(GgufHeaders.read("m.gguf", Arrays.copyOf(file, file.length - 1), SIZE))
        .isEqualTo(whole);
    assertThat(GgufHeaders.read("m.gguf", Arrays.copyOf(file, 75), SIZE).texts()).hasSize(1);
  }

  @Test
  void refusesWhatIsNoGgufOrOfAnotherVersion() {
    assertThat(refusal("{\"error\":\"html\"}".getBytes(), SIZE)).isEqualTo(Reason.NOT_GGUF);
    byte[] first = usual().bytes();
    first[4] = 1;
    assertThat(refusal(first, SIZE)).isEqualTo(Reason.NOT_GGUF);
    assertThat(refusal(new byte[0], 0)).isEqualTo(Reason.TRUNCATED);
    assertThat(refusal(Arrays.copyOf(usual().bytes(), 20), SIZE)).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void refusesAFileThatEndsWithinItsHeader() {
    byte[] file = usual().bytes();
    assertThat(refusal(Arrays.copyOf(file, file.length - 1), file.length - 1)).isNotNull();
  }

  @Test
  void refusesCountsThatTheFileHasNoRoomFor() {
    assertThat(refusal(usual().bytes(Long.MIN_VALUE), SIZE)).isEqualTo(Reason.COUNT);
    assertThat(refusal(usual().bytes(Long.MAX_VALUE), SIZE)).isEqualTo(Reason.COUNT);
    assertThat(refusal(usual().bytes(5_000), SIZE)).isEqualTo(Reason.COUNT);
    for (long count : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, SIZE}) {
      byte[] array = new GgufFile().key("general.tags", 9).number(8, 4).number(count, 8).bytes();
      assertThat(refusal(array, SIZE)).isEqualTo(Reason.COUNT);
      byte[] numbers = new GgufFile().key("x.scores", 9).number(6, 4).number(count, 8).bytes();
      assertThat(refusal(numbers, SIZE)).isEqualTo(Reason.COUNT);
    }
  }

  @Test
  void refusesLengthsThatLie() {
    for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, SIZE + 1}) {
      byte[] text = new GgufFile().key("general.name", 8).number(length, 8).bytes();
      assertThat(refusal(text, SIZE)).isEqualTo(Reason.LENGTH);
    }
    byte[] key = new GgufFile().text("k".repeat(70_000), "v").bytes();
    assertThat(refusal(key, SIZE)).isEqualTo(Reason.LENGTH);
  }

  @Test
  void refusesArraysWithinArraysAndTypesThatThereAreNot() {
    GgufFile deep = new GgufFile().key("general.tags", 9);
    for (int i = 0; i < 1_000; i++) {
      deep.number(9, 4).number(1, 8);
    }
    assertThat(refusal(deep.bytes(), SIZE)).isEqualTo(Reason.DEPTH);
    assertThat(refusal(new GgufFile().key("general.name", 13).bytes(), SIZE))
        .isEqualTo(Reason.TYPE);
    assertThat(refusal(new GgufFile().key("general.name", -1).bytes(), SIZE))
        .isEqualTo(Reason.TYPE);
  }

  @Test
  void whateverTheBytesAreItEndsWithAHeaderOrAReason() {
    SplittableRandom random = new SplittableRandom(11);
    byte[] file = usual().bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = Arrays.copyOf(file, random.nextInt(file.length + 1));
      for (int change = random.nextInt(4); change > 0 && changed.length > 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        GgufHeader header = GgufHeaders.read("m", changed, random.nextBoolean() ? SIZE : 0);
        assertThat(header.texts().size()).isLessThan(20);
      } catch (MalformedHeader refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
  }

  private static GgufFile usual() {
    return new GgufFile()
        .text("general.architecture", "llama")
        .text("general.name", "Model")
        .count("general.file_type", 15)
        .text("general.license", "mit")
        .text("general.license.link", "x")
        .text("general.base_model.0.repo_url", "https://huggingface.co/o/base")
        .texts("general.tags", "abliterated", "text-generation")
        .texts("general.datasets", "o/data")
        .text("tokenizer.chat_template", "secret template");
  }

  private static @Nullable Reason refusal(byte[] file, long size) {
    MalformedHeader refused =
        catchThrowableOfType(MalformedHeader.class, () -> GgufHeaders.read("m.gguf", file, size));
    return refused == null ? null : refused.reason();
  }
}
