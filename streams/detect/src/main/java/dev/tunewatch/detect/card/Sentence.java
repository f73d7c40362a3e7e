package dev.tunewatch.detect.card;

import dev.tunewatch.detect.text.FoldedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of a card's body. Its words are spelt out when somebody asks for them; most sentences
 * of most cards hold nothing that a rule looks for.
 */
public final class Sentence {

  /** Against texts without a full stop. */
  public static final int MAX_WORDS = 120;

  private final Place place;
  private final FoldedText text;
  private final int[] spans;
  private @Nullable List<Word> words;

  /**
   * A sentence.
   *
   * @param spans begin and end of each word in the folded card; the begin is inverted where the
   *     word is an id
   */
  Sentence(Place place, FoldedText text, int[] spans) {
    this.place = place;
    this.text = text;
    this.spans = spans;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  /** At most {@link #MAX_WORDS}; longer sentences are cut in pieces. */
  public List<Word> words() {
    List<Word> spelt = words;
    if (spelt == null) {
      List<Word> all = new ArrayList<>(spans.length / 2);
      for (int i = 0; i < spans.length; i += 2) {
        boolean id = spans[i] < 0;
        int start = id ? ~spans[i] : spans[i];
        String word = id ? Word.ID : text.text(start, spans[i + 1]);
        all.add(new Word(word, start, spans[i + 1]));
      }
      spelt = Collections.unmodifiableList(all);
      words = spelt;
    }
    return spelt;
  }

  /** Offset of the first word in the folded card. */
  public int start() {
    return spans[0] < 0 ? ~spans[0] : spans[0];
  }

  /** Offset behind the last word in the folded card. */
  public int end() {
    return spans[spans.length - 1];
  }

  /** Where a sentence stands. */
  public enum Place {
    PROSE,
    HEADING,
    ITEM,
    QUOTE
  }
}
