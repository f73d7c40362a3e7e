package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
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
    StringBuilder material = new StringBuilder(1024);
    field(material, listing.gating());
    field(material, listing.disabled());
    field(material, listing.licence());
    field(material, listing.pipelineTag());
    field(material, listing.libraryName());
    list(material, listing.tags().stream());
    list(material, listing.cardTags().stream());
    list(material, listing.flags().stream());
    list(material, listing.languages().stream());
    list(material, listing.datasets().stream());
    list(material, listing.parents().stream().map(Fingerprint::text));
    list(material, stream(listing.files()).map(Fingerprint::text));
    String digest =
        Excerpt.sha256(material.toString().getBytes(StandardCharsets.UTF_8))
            .substring(0, DIGEST_CHARS);
    return String.join(
        "|",
        release.id(),
        Objects.requireNonNullElse(listing.revision(), ""),
        Objects.toString(listing.lastModified(), ""),
        digest);
  }

  private static String text(DeclaredParent parent) {
    return parent.source() + ":" + parent.relation() + ":" + parent.id();
  }

  private static String text(ReleaseFile file) {
    return file.name() + "\u0001" + file.sha256();
  }

  private static Stream<ReleaseFile> stream(@Nullable Collection<ReleaseFile> files) {
    return files == null ? Stream.empty() : files.stream();
  }

  private static void list(StringBuilder to, Stream<String> elements) {
    elements.sorted().forEach(element -> field(to, element));
    to.append('\u0002');
  }

  private static void field(StringBuilder to, @Nullable Object value) {
    to.append(value).append('\u0003');
  }
}
