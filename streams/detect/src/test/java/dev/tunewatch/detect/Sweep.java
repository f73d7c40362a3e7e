package dev.tunewatch.detect;

import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Inspects the whole corpus and every listed bare name into a directory, for reading. */
final class Sweep {

  private Sweep() {}

  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    Files.createDirectories(out);
    Inspector inspector = new Inspector(RuleBook.bundled());
    Map<String, Release> releases = Corpus.releases();
    long start = System.nanoTime();
    try (PrintStream to = print(out.resolve("records.ndjson"))) {
      for (Release release : releases.values()) {
        to.println(EventJson.mapper().writeValueAsString(inspector.apply(release)));
      }
    }
    System.err.println(releases.size() + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    Set<String> names = new LinkedHashSet<>();
    for (String line : Files.readAllLines(Corpus.file("labels.ndjson"))) {
      names.add(EventJson.mapper().readTree(line).path("id").asText());
    }
    for (String csv :
        new String[] {
          "safeguard-removed.csv", "tricky-benign.csv", "gold-sample.csv", "hidden-signal-cards.csv"
        }) {
      Corpus.rows(csv).forEach(row -> names.add(row.get("id")));
    }
    try (PrintStream to = print(out.resolve("names.ndjson"))) {
      for (String id : names) {
        if (ReleaseName.isId(id)) {
          to.println(EventJson.mapper().writeValueAsString(inspector.apply(Releases.named(id))));
        }
      }
    }
  }

  private static PrintStream print(Path file) throws IOException {
    return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
  }
}
