package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * A model card, front matter included.
 *
 * @param text the beginning of the card, at most {@link #MAX_CHARS} characters
 * @param sha256 hex digest of the whole card's bytes
 * @param bytes size of the whole card
 * @param truncated whether {@code text} is less than the card
 */
public record Card(
    String text,
    String sha256,
    @JsonProperty(required = true) long bytes,
    @JsonProperty(required = true) boolean truncated)
    implements PartBody {

  /** How much of a card is kept; what tools and authors declare stands at its head. */
  public static final int MAX_CHARS = 128 * 1024;

  public Card {
    Objects.requireNonNull(sha256, "sha256");
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("a card of " + text.length() + " characters is not cut");
    }
  }

  @Override
  public PartKind part() {
    return PartKind.CARD;
  }
}
