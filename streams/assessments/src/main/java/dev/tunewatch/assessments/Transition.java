package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a release was and is no longer.
 *
 * @param at when the version was observed that shows it
 * @param from what it was: the tags, the gating, the licence, the digest of the weights
 * @param to what it is now; the new id of a renamed release
 * @param weights of scrubbed tags: the digest of the weights that stood at that time, null where
 *     they are not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Transition(
    Kind kind, Instant at, @Nullable String from, @Nullable String to, @Nullable String weights) {

  /** The order in which a history lists them. */
  static final Comparator<Transition> ORDER =
      Comparator.comparing(Transition::at)
          .thenComparing(Transition::kind)
          .thenComparing(Transition::from, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Transition::to, Comparator.nullsFirst(Comparator.naturalOrder()));

  public Transition {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
  }

  /** Kinds of transitions. */
  public enum Kind {
    /** It was found flagged for the first time. */
    FIRST_FLAGGED,
    /** Tags that declare a removal disappeared. */
    TAGS_SCRUBBED,
    /** The hub asks otherwise than before who may download it. */
    GATING,
    /** Another licence. */
    LICENCE,
    /** Its name leads to another. */
    RENAMED,
    /** Other weights stand under the same name. */
    WEIGHTS;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same, the weights known. */
  public Transition over(@Nullable String digest) {
    return new Transition(kind, at, from, to, digest);
  }

  boolean same(Transition other) {
    return ORDER.compare(this, other) == 0;
  }
}
