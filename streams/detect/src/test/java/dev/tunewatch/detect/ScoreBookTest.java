package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tunewatch.detect.score.Modality;
import dev.tunewatch.detect.score.ScoreTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreBookTest {

  private final Path file;
  private final String whole;

  ScoreBookTest(@TempDir Path directory) throws IOException {
    file = directory.resolve("tables.yaml");
    whole =
        Files.readString(Path.of("src", "main", "resources", "score", "score-v3.yaml"))
            .replace("\r\n", "\n");
  }

  @Test
  void theBundledTablesAreAFileLikeAnyOther() throws Exception {
    Files.writeString(file, whole);
    assertThat(ScoreBook.load(file)).isEqualTo(ScoreBook.bundled());
    assertThat(ScoreBook.bundled().version()).isEqualTo("score-v3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tables: score-v3 | tables: Score v3",
        "larger: 0.75 | larger: 1.75",
        "larger: 0.75 | larger: much",
        "larger: 0.75 | larger: 0.12345",
        "H8: 0.30 | H9: 0.30",
        "V6: 0.75 | V7: 0.75",
        "gated: 0.60 | gated: -0.60",
        "root: 8 | root: 0",
        "chat: 0.20 | chat: 0.20, chat: 0.30",
        "{upTo: 16, access: 0.90} | {upTo: 8, access: 0.90}",
        "{below: 10, cap: 0.35} | {below: 3.5, cap: 0.35}",
        "{below: 10, cap: 0.35} | {upTo: 10, cap: 0.35}",
        "{score: 50, confidence: 0.80 | {score: 75, confidence: 0.80",
        "{score: 45, confidence: 0.60} | {score: 45, confidence: 0.85}",
        "{score: 45, confidence: 0.60} | {score: 45.5, confidence: 0.60}",
        "oneCommand: [gguf | oneCommand: [gguf, gguf",
        "most: 0.95 | most: *alias",
      })
  void refusesAMistakeWithItsLine(String right, String wrong) throws IOException {
    assertThat(whole).containsOnlyOnce(right);
    int line = 1 + (int) whole.substring(0, whole.indexOf(right)).lines().count();
    line -= whole.charAt(whole.indexOf(right) - 1) == '\n' ? 0 : 1;
    refused(whole.replace(right, wrong).getBytes(StandardCharsets.UTF_8), line);
  }

  @Test
  void namesTheBlockOfAMissingAndOfAnUnknownValue() throws IOException {
    int before = (int) whole.substring(0, whole.indexOf("  sizes:")).lines().count();
    String without = whole.replace("  unknown: 0.35\n", "");
    refused(without.getBytes(StandardCharsets.UTF_8), before + 1);
    String unknown = whole.replace("  media: 0.45", "  media: 0.45\n  medium: 0.45");
    refused(unknown.getBytes(StandardCharsets.UTF_8), before + 1);
  }

  @Test
  void refusesBytesThatAreNoTextAndFilesThatAreNotThere() throws IOException {
    refused(new byte[] {'a', ':', '\n', (byte) 0xff}, 2);
    refused(new byte[0], 1);
    Files.delete(file);
    assertThatExceptionOfType(InvalidRuleBook.class)
        .isThrownBy(() -> ScoreBook.load(file))
        .withMessageStartingWith("tables.yaml: cannot be read");
  }

  /** The seed is printed. */
  @Test
  void aDamagedFileIsRefusedWithAPositionOrRead() throws IOException {
    long seed = Long.getLong("tunewatch.seed", 20_261_126L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(95));
      Files.write(file, damaged);
      try {
        ScoreTables read = ScoreBook.load(file);
        assertThat(read.version()).isNotEmpty();
      } catch (InvalidRuleBook refusal) {
        assertThat(refusal.line()).as(refusal.getMessage()).isPositive();
        refused++;
      }
    }
    System.out.println("refused " + refused + " of 500");
    assertThat(refused).isPositive();
  }

  @Test
  void knowsWhatTheHubsWordsMean() {
    ScoreTables tables = ScoreBook.bundled();
    assertThat(tables.modality("text-to-image", null)).isEqualTo(Modality.MEDIA);
    assertThat(tables.modality(null, "diffusers")).isEqualTo(Modality.MEDIA);
    assertThat(tables.modality("text-classification", "diffusers")).isEqualTo(Modality.CLASSIFIER);
    assertThat(tables.modality("image-text-to-text", null)).isEqualTo(Modality.TEXT);
    assertThat(tables.modality(null, null)).isEqualTo(Modality.TEXT);
    assertThat(tables.oneCommand(null, "MLX")).isTrue();
    assertThat(tables.oneCommand("gptq", null)).isFalse();
  }

  private void refused(byte[] bytes, int line) throws IOException {
    Files.write(file, bytes);
    assertThatExceptionOfType(InvalidRuleBook.class)
        .isThrownBy(() -> ScoreBook.load(file))
        .satisfies(
            refusal -> {
              assertThat(refusal.file()).isEqualTo("tables.yaml");
              assertThat(refusal.line()).as(refusal.getMessage()).isEqualTo(line);
            });
  }
}
