package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The parts in which a release is observed. Several lanes look at one release; each writes its own
 * part, so that a listing never erases a card. What was not read is not absent.
 */
public enum PartKind {
  /** What the hub's listing says: names, tags, times, counters. */
  LISTING,
  /** The model card. */
  CARD,
  /** Small files that the hub does not count as downloads, such as a merge recipe. */
  FILES,
  /** What only the hub's page of one model says: file sizes, GGUF facts. */
  CONFIG,
  /** Removed, renamed, disabled: what became of the name. */
  STATUS;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in keys and JSON, lower case. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException if there is no such part
   */
  @JsonCreator
  public static PartKind ofWireName(String wireName) {
    for (PartKind part : values()) {
      if (part.wireName.equals(wireName)) {
        return part;
      }
    }
    throw new IllegalArgumentException("no such part: '" + wireName + "'");
  }
}
