package dev.tunewatch.detect.card;

/**
 * A word of a sentence, folded.
 *
 * @param text lower case; {@link #ID} where the card named a repository or an address
 * @param start offset in the folded card
 * @param end offset behind it
 */
public record Word(String text, int start, int end) {

  /** Stands for names of repositories, which are not words of the sentence. */
  public static final String ID = "§";
}
