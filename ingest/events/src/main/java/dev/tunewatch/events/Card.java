package dev.tunewatch.events;

/**
 * A model card, front matter included.
 *
 * @param text the beginning of the card, at most {@link #MAX_CHARS} characters
 * @param sha256 hex digest of the whole card's bytes
 * @param bytes size of the whole card
 * @param truncated whether {@code text} is less than the card
 */
public record Card(String text, String sha256, long bytes, boolean truncated) implements PartBody {

  /** How much of a card is kept; what tools and authors declare stands at its head. */
  public static final int MAX_CHARS = 128 * 1024;

  @Override
  public PartKind part() {
    return PartKind.CARD;
  }
}
