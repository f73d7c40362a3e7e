package dev.tunewatch.crawler.hub.civitai;

import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ReleaseFile;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes every name out of the listing of a likeness model. What stays is the hub's number and
 * flags, categories, sizes, digests and, with a key, tokens that count re-uploads.
 */
final class Likeness {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final Pattern KNOWN_FILE =
      Pattern.compile(".*\\.(safetensors|ckpt|pt|bin|gguf|zip|onnx)", Pattern.DOTALL);

  /** Words that say what the file is, not whom it shows. */
  private static final Set<String> PACKING =
      Set.of(
          "lora",
          "locon",
          "lycoris",
          "dora",
          "embedding",
          "ti",
          "textual",
          "inversion",
          "checkpoint",
          "model",
          "sd",
          "sdxl",
          "xl",
          "flux",
          "pony",
          "wan",
          "hunyuan",
          "illustrious",
          "zimage",
          "turbo",
          "v",
          "version",
          "by",
          "the",
          "of",
          "for",
          "and",
          "a",
          "realistic");

  private final Redaction redaction;

  Likeness(Redaction redaction) {
    this.redaction = redaction;
  }

  Listing withoutNames(Listing listing, Set<String> typeTags) {
    List<String> tags = new ArrayList<>();
    for (String tag : listing.tags()) {
      if (typeTags.contains(tag) || Indicators.LIKENESS.contains(Indicators.folded(tag))) {
        tags.add(tag);
      }
    }
    redaction
        .token("subject", subject(listing.title()))
        .ifPresent(token -> tags.add("likeness-subject:" + token));
    String author = listing.author();
    return new Listing(
        listing.url(),
        listing.createdAt(),
        listing.lastModified(),
        listing.revision(),
        author == null
            ? null
            : redaction.token("author", author.toLowerCase(Locale.ROOT)).orElse(null),
        tags,
        List.of(),
        listing.pipelineTag(),
        null,
        null,
        listing.gating(),
        listing.disabled(),
        List.of(),
        List.of(),
        List.<DeclaredParent>of(),
        files(listing.files()),
        null,
        listing.downloads(),
        listing.downloadsAllTime(),
        listing.likes(),
        listing.flags(),
        List.of());
  }

  /** The same for the spellings of one name: letters only, in the order of the words. */
  static String subject(@Nullable String title) {
    if (title == null) {
      return "";
    }
    String folded = MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
    Set<String> words = new TreeSet<>();
    for (String word : NO_LETTERS.split(folded.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty() && !PACKING.contains(word)) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  private static @Nullable List<ReleaseFile> files(@Nullable List<ReleaseFile> named) {
    if (named == null) {
      return null;
    }
    List<ReleaseFile> files = new ArrayList<>();
    for (ReleaseFile file : named) {
      String lower = file.name().toLowerCase(Locale.ROOT);
      String extension =
          KNOWN_FILE.matcher(lower).matches() ? lower.substring(lower.lastIndexOf('.')) : "";
      files.add(
          new ReleaseFile("file-" + (files.size() + 1) + extension, file.bytes(), file.sha256()));
    }
    return files;
  }
}
