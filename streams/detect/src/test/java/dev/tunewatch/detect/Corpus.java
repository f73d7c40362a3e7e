package dev.tunewatch.detect;

import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.events.Release;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The recorded hub data that tests may read and the project never holds. */
final class Corpus {

  private static final Path ROOT =
      Path.of(System.getProperty("tunewatch.corpus", "../shared/data"));

  private Corpus() {}

  static Path file(String name) {
    Path file = ROOT.resolve(name);
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "the corpus is not at " + ROOT.toAbsolutePath() + "; set -Dtunewatch.corpus=DIR");
    }
    return file;
  }

  /** All recorded releases by id. */
  static Map<String, Release> releases() {
    HubFormat format = HubFormats.find("huggingface").orElseThrow();
    Map<String, Release> releases = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file("huggingface/models.ndjson.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Release release =
            Release.merge(format.read(line.getBytes(StandardCharsets.UTF_8), Instant.EPOCH));
        releases.put(release.name().id(), release);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (MalformedRecord notOfTheCorpus) {
      throw new IllegalStateException(notOfTheCorpus);
    }
    return releases;
  }

  /** Rows of a CSV file with a header, quotes understood. */
  static List<Map<String, String>> rows(String name) {
    try {
      List<String> lines = Files.readAllLines(file(name));
      List<String> header = cells(lines.get(0));
      return lines.stream()
          .skip(1)
          .map(
              line -> {
                List<String> cells = cells(line);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.size(); i++) {
                  row.put(header.get(i), i < cells.size() ? cells.get(i) : "");
                }
                return row;
              })
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new java.util.ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
