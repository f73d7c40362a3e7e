package dev.tunewatch.detect.card;

import java.util.List;

/**
 * A sentence of a card's body.
 *
 * @param place where it stands
 * @param words at most {@link #MAX_WORDS}; longer ones are cut in pieces
 */
public record Sentence(Place place, List<Word> words) {

  /** Against texts without a full stop. */
  public static final int MAX_WORDS = 120;

  public Sentence {
    words = List.copyOf(words);
  }

  /** Offset of the first word in the folded card. */
  public int start() {
    return words.get(0).start();
  }

  /** Offset behind the last word in the folded card. */
  public int end() {
    return words.get(words.size() - 1).end();
  }

  /** Where a sentence stands. */
  public enum Place {
    PROSE,
    HEADING,
    ITEM,
    QUOTE
  }
}
