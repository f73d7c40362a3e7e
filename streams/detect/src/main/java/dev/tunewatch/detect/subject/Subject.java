package dev.tunewatch.detect.subject;

import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.card.DatasetLinks;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.text.FoldedText;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A release taken apart once, for all detectors. What the front matter of the card says counts like
 * the hub's own fields.
 *
 * @param name maker and model out of the id
 * @param nameText the model's name, folded
 * @param tags of the hub and of the card, without repetition
 * @param datasets names of training data: of the hub, of the card's head, of links in its body
 * @param card null where not read
 * @param files names of files, empty where not read
 * @param pipeline null where unknown
 */
public record Subject(
    Release release,
    ModelName name,
    FoldedText nameText,
    List<Tag> tags,
    List<Tag> datasets,
    @Nullable CardText card,
    List<ReleaseFile> files,
    @Nullable String pipeline,
    @Nullable String library) {

  private static final Set<String> REFERENCES =
      Set.of(
          "base_model",
          "dataset",
          "license",
          "arxiv",
          "region",
          "doi",
          "deploy",
          "model-index",
          "co2_eq_emissions",
          "diffusers",
          "language",
          "paper",
          "eval-results");

  private static final int MAX_TAGS = 400;
  private static final int MAX_TAG = 128;
  private static final int MAX_FILES = 20_000;

  /**
   * One tag, or the name of one data set.
   *
   * @param field how evidence names it
   */
  public record Tag(String field, FoldedText text) {}

  /** Takes a release apart. */
  public static Subject of(Release release) {
    Listing listing = release.listing();
    CardText card = release.card().map(Card::text).map(CardText::of).orElse(null);
    ModelName name = ModelName.of(release.spokenId());
    List<ReleaseFile> files = release.files().orElse(List.of());
    return new Subject(
        release,
        name,
        FoldedText.ofName(name.model()),
        tags(listing, card),
        datasets(listing, card),
        card,
        files.subList(0, Math.min(files.size(), MAX_FILES)),
        first(listing.pipelineTag(), card, "pipeline_tag"),
        first(listing.libraryName(), card, "library_name"));
  }

  /** The maker as the name tells, or the hub's author. */
  public String owner() {
    return name.owner().toLowerCase(Locale.ROOT);
  }

  /** Whether a tag is exactly this one, in lower case. */
  public @Nullable Tag tag(String exact) {
    for (Tag tag : tags) {
      if (tag.text().original().equalsIgnoreCase(exact)) {
        return tag;
      }
    }
    return null;
  }

  private static @Nullable String first(
      @Nullable String listed, @Nullable CardText card, String key) {
    String found = listed != null ? listed : card == null ? null : card.head().string(key);
    return found == null ? null : found.toLowerCase(Locale.ROOT);
  }

  private static List<Tag> tags(Listing listing, @Nullable CardText card) {
    List<Tag> tags = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    add("tags", listing.tags(), seen, tags);
    add("cardData.tags", listing.cardTags(), seen, tags);
    if (card != null) {
      add("README.md.tags", card.head().strings("tags"), seen, tags);
    }
    return List.copyOf(tags);
  }

  private static List<Tag> datasets(Listing listing, @Nullable CardText card) {
    List<Tag> datasets = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    add("datasets", listing.datasets(), seen, datasets);
    if (card != null) {
      add("README.md.datasets", card.head().strings("datasets"), seen, datasets);
      for (String linked : DatasetLinks.in(card)) {
        if (seen.add(linked.toLowerCase(Locale.ROOT))) {
          datasets.add(new Tag("README.md", FoldedText.ofName(linked)));
        }
      }
    }
    return List.copyOf(datasets);
  }

  /** Tags with these prefixes name other things; what they name is no claim about this one. */
  private static boolean isReference(String tag) {
    int colon = tag.indexOf(':');
    return colon > 0 && REFERENCES.contains(tag.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  private static void add(String field, List<String> values, Set<String> seen, List<Tag> to) {
    for (int i = 0; i < values.size() && to.size() < MAX_TAGS; i++) {
      String value = values.get(i);
      if (value.length() <= MAX_TAG
          && !isReference(value)
          && seen.add(value.toLowerCase(Locale.ROOT))) {
        to.add(new Tag(field + "[" + i + "]", FoldedText.ofName(value)));
      }
    }
  }
}
