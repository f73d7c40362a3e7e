package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Excerpt;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.SmallFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The small files of a release that the hub does not count as downloads. {@code config.json},
 * {@code adapter_config.json} and weights are never among them: a GET of those is a download.
 */
final class Details {

  static final String CARD = "README.md";

  /** Recipes that detection reads; one under another name would cost a request and tell nothing. */
  static final List<String> RECIPES = List.of(SmallFiles.MERGEKIT_CONFIG);

  private static final Set<String> MERGE_TAGS = Set.of("merge", "mergekit");

  private Details() {}

  static List<DetailFile> wanted(String baseUrl, ReleasePart part) {
    if (!(part.body() instanceof Listing listing)
        || !RepositoryPath.isAddressable(part.release())) {
      return List.of();
    }
    List<DetailFile> wanted = new ArrayList<>();
    if (Interest.inCardOf(part.release(), listing)) {
      wanted.add(file(baseUrl, part, CARD, PartKind.CARD));
    }
    if (listing.files() != null) {
      listing.files().stream()
          .filter(file -> RECIPES.contains(file.name()))
          .forEach(file -> wanted.add(file(baseUrl, part, file.name(), PartKind.FILES)));
    } else if (listing.tags().stream().anyMatch(MERGE_TAGS::contains)) {
      wanted.add(file(baseUrl, part, SmallFiles.MERGEKIT_CONFIG, PartKind.FILES));
    }
    return wanted;
  }

  /** What a whole list of files does not name; a list that may have been cut tells nothing. */
  static Set<PartKind> absent(ReleasePart part) {
    Set<PartKind> absent = EnumSet.noneOf(PartKind.class);
    if (part.body() instanceof Listing listing
        && listing.files() != null
        && listing.files().size() < Siblings.MOST) {
      if (listing.files().stream().noneMatch(file -> file.name().equals(CARD))) {
        absent.add(PartKind.CARD);
      }
      if (listing.files().stream().noneMatch(file -> RECIPES.contains(file.name()))) {
        absent.add(PartKind.FILES);
      }
    }
    return absent;
  }

  /** Parts of what was read, from the hub or from a record's {@code _files}. */
  static List<PartBody> read(Map<String, byte[]> files) {
    List<PartBody> bodies = new ArrayList<>();
    byte[] card = files.get(CARD);
    if (card != null) {
      Excerpt excerpt = Excerpt.of(card, Card.MAX_CHARS);
      bodies.add(new Card(excerpt.text(), excerpt.sha256(), excerpt.bytes(), excerpt.truncated()));
    }
    List<SmallFiles.Text> recipes = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (name, content) -> {
              if (RECIPES.contains(name)) {
                Excerpt excerpt = Excerpt.of(content, SmallFiles.Text.MAX_CHARS);
                recipes.add(
                    new SmallFiles.Text(
                        name, excerpt.text(), excerpt.sha256(), excerpt.truncated()));
              }
            });
    if (!recipes.isEmpty()) {
      bodies.add(new SmallFiles(recipes));
    }
    return bodies;
  }

  /** The first GGUF file that holds a model; of a split one the first piece has the header. */
  static Optional<String> gguf(ReleasePart part) {
    if (!(part.body() instanceof Listing listing)
        || listing.files() == null
        || !RepositoryPath.isAddressable(part.release())) {
      return Optional.empty();
    }
    return listing.files().stream()
        .map(ReleaseFile::name)
        .filter(name -> name.endsWith(".gguf") && !name.contains("mmproj"))
        .filter(name -> !name.contains("imatrix"))
        .min(Comparator.naturalOrder());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static DetailFile file(String baseUrl, ReleasePart part, String name, PartKind kind) {
    return new DetailFile(name, RepositoryPath.ofFile(baseUrl, part.release(), name), kind);
  }
}
