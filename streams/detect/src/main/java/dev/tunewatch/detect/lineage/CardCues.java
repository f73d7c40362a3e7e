package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.text.FoldedText;
import dev.tunewatch.detect.text.TermScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a card says words that tell of parents. One pass finds them all, so that only lines that
 * hold one are looked at; most cards hold none.
 */
final class CardCues {

  /** A list behind it holds what was merged, and so may its own line. */
  static final int LIST = 1;

  /** A word of merging; a list behind it holds what was merged. */
  static final int MERGE = 2;

  /** A line that a tool or a packager writes. */
  static final int TOOL = 4;

  /** What a list or line of thanks, comparison or advice says. */
  static final int ASIDE = 8;

  /** What a list of models that are run, tested or offered says; a word of merging weighs less. */
  static final int OTHER = 16;

  private static final List<String> LISTS =
      List.of(
          "models were included in the merge",
          "merge of the following",
          "models merged",
          "merged models",
          "models used",
          "models in the merge",
          "models that were used in this merge",
          "merge components",
          "component models",
          "constituent models",
          "models in this merge");

  private static final List<String> MERGES =
      List.of(
          "merge",
          "merged",
          "merges",
          "merging",
          "frankenmerge",
          "composition",
          "ingredients",
          "recipe",
          "blend",
          "following models",
          "following base models",
          "models are as follows",
          "models and loras used",
          "models and lora used",
          "expert models",
          "source models");

  private static final List<String> ASIDES =
      List.of(
          "inspired",
          "similar",
          "thank",
          "recommend",
          "compar",
          "credit",
          "instead",
          "see also",
          "looking for",
          "not used",
          "alternative");

  private static final List<String> OTHERS =
      List.of("evaluat", "support", "compatible", "benchmark", "available", "compare");

  private static final List<Integer> KINDS = new ArrayList<>();
  private static final TermScanner SCANNER = scanner();

  private final int[] ends;
  private final byte[] kinds;
  private int next;

  private CardCues(int[] ends, byte[] kinds) {
    this.ends = ends;
    this.kinds = kinds;
  }

  private static TermScanner scanner() {
    List<FoldedText> terms = new ArrayList<>();
    add(LIST, LISTS, terms);
    add(MERGE, MERGES, terms);
    add(TOOL, ToolLine.CUES, terms);
    add(ASIDE, ASIDES, terms);
    add(OTHER, OTHERS, terms);
    return new TermScanner(terms);
  }

  private static void add(int kind, List<String> cues, List<FoldedText> to) {
    for (String cue : cues) {
      KINDS.add(kind);
      to.add(FoldedText.of(cue));
    }
  }

  /** All cues of a card. */
  static CardCues in(FoldedText body) {
    Found found = new Found();
    SCANNER.scan(
        body,
        (term, start, end) -> {
          int kind = KINDS.get(term);
          if (kind != MERGE || (body.isBoundary(start) && body.isBoundary(end))) {
            found.add(body.originOf(end - 1), kind);
          }
        });
    return new CardCues(
        Arrays.copyOf(found.ends, found.size), Arrays.copyOf(found.kinds, found.size));
  }

  /** Whether nothing in the card can name a parent. */
  boolean isEmpty() {
    for (byte kind : kinds) {
      if (kind < ASIDE) {
        return false;
      }
    }
    return true;
  }

  /** The kinds that stand before an offset and behind that of the last call. */
  int before(int end) {
    int mask = 0;
    while (next < ends.length && ends[next] < end) {
      mask |= kinds[next++];
    }
    return mask;
  }

  private static final class Found {
    private int[] ends = new int[8];
    private byte[] kinds = new byte[8];
    private int size;

    void add(int end, int kind) {
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, 2 * size);
        kinds = Arrays.copyOf(kinds, 2 * size);
      }
      ends[size] = end;
      kinds[size++] = (byte) kind;
    }
  }
}
