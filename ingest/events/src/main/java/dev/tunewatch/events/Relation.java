package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** How a release says it came from its parent; the hub's own vocabulary and {@code duplicate}. */
public enum Relation {
  ADAPTER,
  MERGE,
  QUANTIZED,
  FINETUNE,
  DUPLICATE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in hub tags, lower case. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException if there is no such relation
   */
  @JsonCreator
  public static Relation ofWireName(String wireName) {
    return find(wireName)
        .orElseThrow(() -> new IllegalArgumentException("no such relation: '" + wireName + "'"));
  }

  /** Reads a hub's word, which may be one that we do not know. */
  public static Optional<Relation> find(String word) {
    for (Relation relation : values()) {
      if (relation.wireName().equals(word)) {
        return Optional.of(relation);
      }
    }
    return Optional.empty();
  }
}
