package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Speed of inspection on one core, as a ratio within one run: machines differ, and so do their
 * neighbours. Windows of the two vocabularies alternate, and the best of each counts.
 */
@Tag("long")
@Tag("corpus")
class ThroughputTest {

  private static final int WINDOWS = 8;

  private final List<Release> releases =
      Corpus.releases().values().stream().filter(r -> r.card().isPresent()).limit(2_000).toList();
  private final long characters =
      releases.stream().mapToLong(r -> r.card().orElseThrow().text().length()).sum();

  @Test
  void tenTimesTheTermsCostLessThanAFifthOfTheSpeed(@TempDir Path books) throws Exception {
    Inspector few = new Inspector(RuleBook.load(book(books.resolve("few"), 300)));
    Inspector many = new Inspector(RuleBook.load(book(books.resolve("many"), 3_000)));
    Inspector bundled = new Inspector(RuleBook.bundled());
    double best = 0;
    double bestOfMany = 0;
    double bestBundled = 0;
    for (int i = 0; i < WINDOWS; i++) {
      best = Math.max(best, recordsASecond(few));
      bestOfMany = Math.max(bestOfMany, recordsASecond(many));
      bestBundled = Math.max(bestBundled, recordsASecond(bundled));
    }
    print("300 terms", best);
    print("3,000 terms", bestOfMany);
    print("the bundled book", bestBundled);
    System.out.printf(Locale.ROOT, "ratio %.3f%n", bestOfMany / best);
    assertThat(bestOfMany / best).isGreaterThanOrEqualTo(.8);
  }

  private double recordsASecond(Inspector inspector) {
    long start = System.nanoTime();
    int flagged = 0;
    for (Release release : releases) {
      flagged += inspector.apply(release).flagged() ? 1 : 0;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(flagged).isLessThan(releases.size());
    return releases.size() / seconds;
  }

  private void print(String what, double recordsASecond) {
    double megabytes = recordsASecond * characters / releases.size() / 1e6;
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f records/s, %.1f MB/s of card text%n",
        what,
        recordsASecond,
        megabytes);
  }

  /** A book of made-up words, half of them looked for in cards and half in names and tags. */
  private static Path book(Path folder, int terms) throws IOException {
    Random random = new Random(4_711);
    Files.createDirectories(folder);
    StringBuilder rules = new StringBuilder("signal: V2\nrules:\n");
    for (int rule = 0; rule < 10; rule++) {
      rules
          .append("  - id: v2.bulk.r")
          .append(rule)
          .append("\n    version: 1\n    status: live\n    tier: E6\n")
          .append("    rationale: Words that a test made up.\n")
          .append(
              rule % 2 == 0
                  ? "    kind: phrase\n    in: [card]\n"
                  : "    kind: root\n    in: [name, tag]\n")
          .append("    terms: [");
      for (int i = 0; i < terms / 10; i++) {
        rules.append(i == 0 ? "" : ", ").append(word(random)).append(rule).append('x').append(i);
      }
      rules.append("]\n");
    }
    Files.writeString(folder.resolve("bulk.yaml"), rules.toString());
    Files.writeString(folder.resolve("index.yaml"), "book: 1\nfiles: [bulk.yaml]\n");
    return folder;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 5 + random.nextInt(8); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
