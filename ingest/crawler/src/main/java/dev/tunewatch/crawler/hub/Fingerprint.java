package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What tells two states of a release apart, whichever lane read them: its name, its revision, its
 * last change and a digest of what is material. Counters such as downloads are not, nor is the
 * order of tags and files; else every reading of the whole hub would publish the whole hub.
 */
public final class Fingerprint {

  private static final int DIGEST_CHARS = 24;

  private Fingerprint() {}

  /** {@code name|revision|lastModified|digest}, with nothing in place of what is not known. */
  public static String of(ReleaseName release, Listing listing) {
    Instant modified = listing.lastModified();
    StringBuilder material = new StringBuilder(1024);
    field(material, listing.gating());
    field(material, listing.disabled());
    field(material, listing.licence());
    field(material, listing.pipelineTag());
    field(material, listing.libraryName());
    list(material, listing.tags());
    list(material, listing.cardTags());
    list(material, listing.flags());
    list(material, listing.languages());
    list(material, listing.datasets());
    list(material, texts(listing.parents(), Fingerprint::text));
    List<ReleaseFile> files = listing.files();
    list(material, files == null ? List.of() : texts(files, Fingerprint::text));
    String digest = Sha256.hex(material.toString(), DIGEST_CHARS);
    return String.join(
        "|",
        release.id(),
        Objects.requireNonNullElse(listing.revision(), ""),
        modified == null ? "" : UtcTime.text(modified),
        digest);
  }

  private static String text(DeclaredParent parent) {
    return parent.source() + ":" + parent.relation() + ":" + parent.id();
  }

  private static String text(ReleaseFile file) {
    return file.name() + "\u0001" + file.sha256();
  }

  private static <T> List<String> texts(List<T> elements, Function<T, String> text) {
    List<String> texts = new ArrayList<>(elements.size());
    for (T element : elements) {
      texts.add(text.apply(element));
    }
    return texts;
  }

  private static void list(StringBuilder to, List<String> elements) {
    if (elements.size() == 1) {
      field(to, elements.get(0));
    } else if (!elements.isEmpty()) {
      String[] sorted = elements.toArray(new String[0]);
      Arrays.sort(sorted);
      for (String element : sorted) {
        field(to, element);
      }
    }
    to.append('\u0002');
  }

  private static void field(StringBuilder to, @Nullable Object value) {
    to.append(value).append('\u0003');
  }
}
