package dev.tunewatch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * What model cards say. Bodies of real ones where a file of recorded hub records is given: of those
 * that flag nothing, for who declares a removal is the world's to decide, and without their heads,
 * which would tell of other families. Else made-up ones of the same build: prose, a table, code.
 */
public final class Cards {

  /** With its listing of some 1.3 kB a release then has about 4 kB. */
  private static final int LEAST = 1_200;

  private static final int MOST = 4_500;
  private static final int ENOUGH = 2_000;

  private final List<String> bodies;
  private final boolean real;

  private Cards(List<String> bodies, boolean real) {
    this.bodies = bodies;
    this.real = real;
  }

  /** Made-up ones. */
  public static Cards madeUp(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      bodies.add(madeUp(random));
    }
    return new Cards(bodies, false);
  }

  /**
   * Real ones out of recorded hub records, JSON lines with {@code _files}, plain or gzip.
   *
   * @throws IOException if it cannot be read, or holds too few cards
   */
  public static Cards of(Path records) throws IOException {
    Inspector inspector = new Inspector(RuleBook.bundled());
    List<String> bodies = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(records);
        InputStream in =
            records.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String body = body(EventJson.mapper().readTree(line));
        if (body.length() >= LEAST
            && body.length() <= MOST
            && bodies.size() < ENOUGH
            && !isFlagged(inspector, body)) {
          bodies.add(body);
        }
      }
    }
    if (bodies.size() < 20) {
      throw new IOException(records + " holds " + bodies.size() + " fitting cards, 20 are needed");
    }
    return new Cards(List.copyOf(bodies), true);
  }

  /** One of them. */
  String of(int number) {
    return bodies.get(number % bodies.size());
  }

  /** Where they come from, for the report. */
  String source() {
    return bodies.size() + (real ? " real card bodies" : " made-up card bodies");
  }

  private static String body(JsonNode record) {
    String card = record.path("_files").path("README.md").asText("");
    if (card.startsWith("---")) {
      int end = card.indexOf("\n---", 3);
      int line = end < 0 ? -1 : card.indexOf('\n', end + 1);
      return line < 0 ? "" : card.substring(line + 1);
    }
    return card;
  }

  private static boolean isFlagged(Inspector inspector, String body) {
    String line =
        EventJson.mapper()
            .createObjectNode()
            .put("id", "maker/model-8b")
            .set("_files", EventJson.mapper().createObjectNode().put("README.md", body))
            .toString();
    try {
      return inspector
          .apply(
              Release.merge(
                  HubFormats.find("huggingface")
                      .orElseThrow()
                      .read(line.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)))
          .flagged();
    } catch (MalformedRecord ourOwn) {
      throw new IllegalStateException(ourOwn);
    }
  }

  private static String madeUp(SplittableRandom random) {
    StringBuilder card = new StringBuilder("# Model card\n\n");
    int length = 1_800 + random.nextInt(1_800);
    while (card.length() < length) {
      switch (random.nextInt(5)) {
        case 0 -> card.append("## Training\n\n").append(prose(random)).append("\n\n");
        case 1 ->
            card.append("| metric | value |\n| --- | --- |\n| MMLU | ")
                .append(random.nextInt(9_000) / 100.0)
                .append(" |\n| GSM8K | ")
                .append(random.nextInt(9_000) / 100.0)
                .append(" |\n\n");
        case 2 ->
            card.append("```python\nmodel = AutoModelForCausalLM.from_pretrained(path)\n")
                .append("inputs = tokenizer(prompt, return_tensors=\"pt\")\n```\n\n");
        default -> card.append(prose(random)).append("\n\n");
      }
    }
    return card.toString();
  }

  private static String prose(SplittableRandom random) {
    String[] words = {
      "the", "model", "was", "trained", "on", "instructions", "with", "a", "learning", "rate",
      "of", "tokens", "and", "evaluated", "for", "language", "tasks", "in", "several", "steps"
    };
    StringBuilder prose = new StringBuilder("This ");
    int count = 20 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      prose.append(words[random.nextInt(words.length)]).append(' ');
    }
    return prose.append("here.").toString();
  }
}
