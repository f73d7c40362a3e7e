package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parents that the body of a card names: recipes in code blocks, lists of the models used, and the
 * lines that tools and packagers write. Prose is not read, for it names models to thank and to
 * compare with. One pass over the lines; every look into a line is bounded.
 *
 * @param recipes recipes that stand in the card, in order
 * @param listed models of lists that say what was merged
 * @param lines what tools' lines name
 */
record CardLineage(List<MergeRecipe> recipes, Set<String> listed, List<ToolLine> lines) {

  /** The card of a release that has none. */
  static final CardLineage NOTHING = new CardLineage(List.of(), Set.of(), List.of());

  private static final int MAX_RECIPES = 8;
  private static final int MAX_IDS = 64;
  private static final int MAX_LINE = 2_000;
  private static final int MAX_TAG = 40;

  /**
   * Reads a card.
   *
   * @param own the model's name, for a card also lists what others made of it
   */
  static CardLineage of(CardText card, String own) {
    String text = card.body().original();
    CardCues cues = CardCues.in(card.body());
    if (cues.isEmpty() && !MergeRecipe.mayBeIn(text)) {
      return NOTHING;
    }
    Reading reading = new Reading(own);
    int line = card.head().end();
    cues.before(line);
    while (line < text.length()) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 ? text.length() : feed;
      reading.line(text, line, end, cues.before(end));
      line = end + 1;
    }
    reading.close();
    return new CardLineage(reading.recipes, reading.listed, reading.lines);
  }

  private static final class Reading {

    private final List<MergeRecipe> recipes = new ArrayList<>();
    private final Set<String> listed = new LinkedHashSet<>();
    private final List<ToolLine> lines = new ArrayList<>();
    private int codeFrom = -1;
    private char fence;
    private final Set<String> items = new LinkedHashSet<>();
    private final String own;
    private boolean list;
    private boolean told;

    Reading(String own) {
      this.own = own;
    }

    void line(String text, int start, int end, int cues) {
      int from = start;
      while (from < end && text.charAt(from) <= ' ') {
        from++;
      }
      char mark = text.startsWith("```", from) ? '`' : text.startsWith("~~~", from) ? '~' : 0;
      if (fence != 0) {
        if (mark == fence) {
          recipe(text.substring(codeFrom, Math.max(codeFrom, start)));
          fence = 0;
        }
      } else if (mark != 0 && from < end) {
        fence = mark;
        codeFrom = Math.min(end + 1, text.length());
      } else if (from < end && (cues != 0 || list)) {
        said(untagged(text.substring(from, Math.min(end, from + MAX_LINE)).strip()), cues);
      }
    }

    private void recipe(String code) {
      if (recipes.size() < MAX_RECIPES && MergeRecipe.mayBeIn(code)) {
        MergeRecipe.parse(code).ifPresent(recipes::add);
      }
    }

    private void said(String line, int cues) {
      if (line.isEmpty()) {
        return;
      }
      boolean aside = (cues & CardCues.ASIDE) != 0;
      String item = ListItem.text(line);
      boolean tool = (cues & CardCues.TOOL) != 0;
      if (list && item != null && !(tool && ToolLine.mayBeItem(line))) {
        if (!aside && ListItem.mayBeMerged(item)) {
          add(CardId.leading(item), items);
        }
        return;
      }
      boolean heading = line.charAt(0) == '#';
      close();
      boolean cued = !aside && opens(cues);
      // The heading "Models Merged" is followed by a line before its list.
      list = cued || (list && !aside && !heading && line.endsWith(":"));
      told = list && (told || (cues & CardCues.LIST) != 0);
      if (cued && !heading && told) {
        CardId.all(line).forEach(id -> add(id, listed));
      } else if (!aside
          && tool
          && lines.size() < MAX_IDS
          && (item == null || ToolLine.mayBeItem(line))) {
        ToolLine named = ToolLine.of(line);
        if (named != null) {
          lines.add(named);
        }
      }
    }

    private static boolean opens(int cues) {
      boolean merge = (cues & CardCues.MERGE) != 0 && (cues & CardCues.OTHER) == 0;
      return merge || (cues & CardCues.LIST) != 0;
    }

    /**
     * A word of merging may stand before any list; with two models or more it is one of what was
     * merged, and one model that is not of this name is what this one was made from.
     */
    private void close() {
      if (told || items.size() > 1) {
        items.forEach(id -> add(id, listed));
      } else if (lines.size() < MAX_IDS) {
        items.stream()
            .filter(id -> !Names.of(own).addsNothingTo(Names.of(id)))
            .forEach(id -> lines.add(new ToolLine(id, Relation.FINETUNE)));
      }
      items.clear();
    }

    private static void add(@Nullable String id, Set<String> to) {
      if (id != null && ListItem.isSpelt(id) && to.size() < MAX_IDS) {
        to.add(id);
      }
    }

    /** Without the breaks of HTML that some begin their lines with. */
    private static String untagged(String line) {
      String rest = line;
      while (rest.startsWith("<") && rest.indexOf('>') > 0 && rest.indexOf('>') < MAX_TAG) {
        rest = rest.substring(rest.indexOf('>') + 1).stripLeading();
      }
      return rest;
    }
  }
}
