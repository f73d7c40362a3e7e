package dev.tunewatch.detect.card;

import dev.tunewatch.detect.text.FoldedText;
import java.util.BitSet;
import java.util.List;

/**
 * A card, taken apart.
 *
 * @param head its YAML head
 * @param body the whole card folded, head included, so that offsets are the card's
 * @param bodyStart folded offset behind the head
 * @param sentences what the body says, in order
 * @param hidden folded offsets within code
 */
public record CardText(
    FrontMatter head, FoldedText body, int bodyStart, List<Sentence> sentences, BitSet hidden) {

  /** What stands behind this is not read; tools and authors declare at the head. */
  public static final int MAX_CHARS = 128 * 1024;

  /** Takes a card apart; any text will do. */
  public static CardText of(String text) {
    String bounded = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    FrontMatter head = FrontMatter.of(bounded);
    FoldedText body = FoldedText.of(bounded);
    int bodyStart = body.indexOfOrigin(head.end());
    Prose prose = Prose.read(body, bodyStart);
    return new CardText(head, body, bodyStart, prose.sentences(), prose.hidden());
  }

  /** Whether a folded range is in the body and not in code. */
  public boolean isSaid(int start) {
    return start >= bodyStart && !hidden.get(start);
  }
}
