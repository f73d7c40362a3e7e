package dev.tunewatch.events;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a release: the merge of its parts. A part that was never read leaves its
 * accessor empty, which says nothing about the hub; detectors must not read it as "has none".
 *
 * @param name the name that all parts share
 * @param hubId the hub's own id
 * @param parts the newest part of each kind that was read
 */
public record Release(ReleaseName name, @Nullable String hubId, Map<PartKind, ReleasePart> parts) {

  /** A total order: text breaks the tie of two parts observed at one time. */
  private static final Comparator<ReleasePart> BY_AGE =
      Comparator.comparing(ReleasePart::observedAt).thenComparing(ReleasePart::toString);

  /** The newest listing last, or the newest part where there is none. */
  private static final Comparator<ReleasePart> BY_HOLDER =
      Comparator.comparing((ReleasePart part) -> part.body().part() == PartKind.LISTING)
          .thenComparing(BY_AGE);

  private static final Listing NO_LISTING =
      new Listing(
          "", null, null, null, null, List.of(), List.of(), null, null, null, null, null, List.of(),
          List.of(), List.of(), null, null, null, null, null, List.of(), List.of());

  public Release {
    // In the order of the kinds, unlike Map.copyOf, whose order differs from run to run.
    Map<PartKind, ReleasePart> ordered = new EnumMap<>(PartKind.class);
    ordered.putAll(parts);
    ordered.forEach(
        (kind, part) -> {
          if (!part.release().equals(name) || part.body().part() != kind) {
            throw new IllegalArgumentException(part.key() + " is no " + kind + " of " + name);
          }
        });
    parts = Collections.unmodifiableMap(ordered);
  }

  /**
   * Merges parts of one release; of two of a kind the one observed later stands, so the result does
   * not depend on the order. Parts of another identity than the newest listing's (or, where no
   * listing was read, the newest part's) are left out: the name was taken over, and what the former
   * holder said is not this one's. A part of unknown identity stays.
   *
   * @throws IllegalArgumentException if there is no part, or parts of several names
   */
  public static Release merge(Collection<ReleasePart> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a release has at least one part");
    }
    ReleaseName name = parts.iterator().next().release();
    String hubId = identity(parts);
    Map<PartKind, ReleasePart> newest = new EnumMap<>(PartKind.class);
    for (ReleasePart part : parts) {
      if (!part.release().equals(name)) {
        throw new IllegalArgumentException(part.key() + " is no part of " + name);
      }
      if (hubId == null || part.hubId() == null || part.hubId().equals(hubId)) {
        newest.merge(part.body().part(), part, Release::later);
      }
    }
    return new Release(name, hubId, newest);
  }

  private static @Nullable String identity(Collection<ReleasePart> parts) {
    // Chosen before the newest of each kind: a late part of the former holder must not push out
    // the present holder's part of the same kind.
    ReleasePart chosen = null;
    for (ReleasePart part : parts) {
      if (part.hubId() != null && (chosen == null || BY_HOLDER.compare(part, chosen) > 0)) {
        chosen = part;
      }
    }
    return chosen == null ? null : chosen.hubId();
  }

  /** What the listing says; a listing that says nothing where none was read. */
  public Listing listing() {
    return body(PartKind.LISTING, Listing.class).orElse(NO_LISTING);
  }

  /**
   * {@code owner/name} as people know the release: its id, except on hubs whose ids are numbers and
   * that give it a title. It holds no white space and at most one slash from the title's side.
   */
  public String spokenId() {
    String title = listing().title();
    if (title == null) {
      return name.id();
    }
    String author = listing().author();
    if (title.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return name.id();
    }
    String spoken = title.strip().replaceAll("[\\s/#\\p{Cntrl}]+", "-");
    return author == null ? spoken : author.replaceAll("[\\s/#\\p{Cntrl}]+", "-") + "/" + spoken;
  }

  /** The card, where it was read. */
  public Optional<Card> card() {
    return body(PartKind.CARD, Card.class);
  }

  /** The text of a small file, where it was read. */
  public Optional<String> smallFile(String fileName) {
    for (SmallFiles.Text file :
        body(PartKind.FILES, SmallFiles.class).map(SmallFiles::files).orElse(List.of())) {
      if (file.name().equals(fileName)) {
        return Optional.of(file.text());
      }
    }
    return Optional.empty();
  }

  /** Listed files, with sizes where the model's own page was read; empty where neither was. */
  public Optional<List<ReleaseFile>> files() {
    return body(PartKind.CONFIG, ModelConfig.class)
        .map(ModelConfig::files)
        .or(() -> Optional.ofNullable(listing().files()));
  }

  /** What the hub read out of headers and configuration. */
  public ModelFacts facts() {
    ModelFacts listed = listing().facts() == null ? ModelFacts.NONE : listing().facts();
    return body(PartKind.CONFIG, ModelConfig.class)
        .map(config -> config.facts().orElse(listed))
        .orElse(listed);
  }

  /** What became of the name, where somebody looked. */
  public Optional<Status> status() {
    return body(PartKind.STATUS, Status.class);
  }

  /** Parents of all sources, in the order of the sources, without repetition. */
  public List<DeclaredParent> declaredParents() {
    List<DeclaredParent> parents = listing().parents();
    return parents.size() < 2 ? parents : List.copyOf(new LinkedHashSet<>(parents));
  }

  /** When the newest of the parts was observed. */
  public Instant observedAt() {
    return parts.values().stream()
        .map(ReleasePart::observedAt)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private <T extends PartBody> Optional<T> body(PartKind kind, Class<T> type) {
    return Optional.ofNullable(parts.get(kind)).map(part -> type.cast(part.body()));
  }

  private static ReleasePart later(ReleasePart a, ReleasePart b) {
    return BY_AGE.compare(a, b) >= 0 ? a : b;
  }
}
