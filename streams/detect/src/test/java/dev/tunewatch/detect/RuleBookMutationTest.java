package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book that was damaged is refused with a position, or means the same; the seed is printed. */
class RuleBookMutationTest {

  private static final byte[] SYNTAX =
      "{}[]\",:#'&*!|>-? \n\t0\u0000".getBytes(StandardCharsets.UTF_8);

  private final Path book;
  private final List<Path> files = new ArrayList<>();
  private final Random random = seeded();

  RuleBookMutationTest(@TempDir Path book) throws IOException {
    this.book = book;
    Path bundled = Path.of("src", "main", "resources", "rules");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(bundled, "*.yaml")) {
      for (Path file : all) {
        files.add(Files.copy(file, book.resolve(String.valueOf(file.getFileName()))));
      }
    }
    files.sort(null);
  }

  private static Random seeded() {
    long seed = Long.getLong("tunewatch.seed", 20_261_126L);
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @Test
  void aSealedBookIsRefusedWithAPositionOrMeansTheSame() throws Exception {
    String seal = RuleBook.load(book).seal();
    Path index = book.resolve("index.yaml");
    Files.writeString(index, Files.readString(index).stripTrailing() + "\nseal: " + seal + "\n");
    String meaning = meaning(RuleBook.load(book));
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, mutated(whole));
      try {
        assertThat(meaning(RuleBook.load(book)))
            .as("mutation %d of %s", i, file)
            .isEqualTo(meaning);
      } catch (InvalidRuleBook refusal) {
        assertPosition(refusal);
        refused++;
      }
      Files.write(file, whole);
    }
    System.out.println("refused " + refused + " of 300 sealed");
    assertThat(refused).isPositive();
  }

  @Test
  void aBookWithoutSealIsRefusedWithAPositionOrHasAnotherVersion() throws Exception {
    RuleBook whole = RuleBook.load(book);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      byte[] other = mutated(bytes);
      Files.write(file, other);
      try {
        RuleBook loaded = RuleBook.load(book);
        boolean same = java.util.Arrays.equals(bytes, other);
        assertThat(loaded.version().equals(whole.version())).as("mutation %d", i).isEqualTo(same);
      } catch (InvalidRuleBook refusal) {
        assertPosition(refusal);
        refused++;
      }
      Files.write(file, bytes);
    }
    System.out.println("refused " + refused + " of 300 without seal");
    assertThat(refused).isPositive();
  }

  private static void assertPosition(InvalidRuleBook refusal) {
    assertThat(refusal.file()).endsWith(".yaml");
    assertThat(refusal).hasMessageStartingWith(refusal.file());
    // A file that the index names wrongly has no line of its own.
    assertThat(
            refusal.line() > 0 || String.valueOf(refusal.getMessage()).contains("cannot be read"))
        .as(refusal.getMessage())
        .isTrue();
  }

  private byte[] mutated(byte[] whole) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes[at] = SYNTAX[random.nextInt(SYNTAX.length)];
      case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      default -> bytes = java.util.Arrays.copyOf(bytes, at);
    }
    return bytes;
  }

  private static String meaning(RuleBook book) {
    return book.rules().all().stream()
        .map(rule -> rule + " " + book.source(rule.id()).orElseThrow().json())
        .collect(Collectors.joining("\n"));
  }
}
