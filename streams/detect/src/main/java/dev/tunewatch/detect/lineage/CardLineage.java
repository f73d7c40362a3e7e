package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.text.FoldedText;
import dev.tunewatch.detect.text.TermScanner;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parents that the body of a card names: recipes in code blocks, lists of the models used, and the
 * lines that tools write. Prose is not read, for it names models to thank and to compare with. One
 * pass over the lines; every look into a line is bounded.
 *
 * @param recipes recipes that stand in the card, in order
 * @param listed models of lists that say what was merged
 * @param lines models that a tool's line names, with the relation that it tells
 */
record CardLineage(List<MergeRecipe> recipes, Set<String> listed, List<Line> lines) {

  /** One line of a tool. */
  record Line(String id, Relation relation) {}

  private static final int MAX_RECIPES = 8;
  private static final int MAX_IDS = 64;
  private static final int MAX_LINE = 2_000;

  /** A list behind one of these holds what was merged. */
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

  /** What a list or line of thanks, comparison or advice says. */
  private static final List<String> NOT_USED =
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

  private record Tool(String cue, Relation relation) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool("this is a decensored version of", Relation.FINETUNE),
          new Tool("this is an uncensored version of", Relation.FINETUNE),
          new Tool("fine-tuned version of", Relation.FINETUNE),
          new Tool("finetuned from model", Relation.FINETUNE),
          new Tool("finetuned from", Relation.FINETUNE),
          new Tool("converted to gguf format from", Relation.QUANTIZED),
          new Tool("converted to mlx format from", Relation.QUANTIZED),
          new Tool("quants of", Relation.QUANTIZED),
          new Tool("quantized version of", Relation.QUANTIZED),
          new Tool("original model", Relation.QUANTIZED));

  private static final TermScanner CUES =
      new TermScanner(
          Stream.concat(LISTS.stream(), TOOLS.stream().map(Tool::cue))
              .map(FoldedText::of)
              .toList());

  private static final CardLineage NOTHING = new CardLineage(List.of(), Set.of(), List.of());

  static CardLineage of(CardText card) {
    String text = card.body().original();
    if (!MergeRecipe.mayBeIn(text) && !hasCue(card.body())) {
      return NOTHING;
    }
    Reading reading = new Reading();
    int line = card.head().end();
    while (line < text.length()) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 ? text.length() : feed;
      reading.line(text, line, end);
      line = end + 1;
    }
    return new CardLineage(reading.recipes, reading.listed, reading.lines);
  }

  /** Most cards have none, and are not looked at line by line. */
  private static boolean hasCue(FoldedText body) {
    boolean[] found = new boolean[1];
    CUES.scan(body, (term, start, end) -> found[0] = true);
    return found[0];
  }

  private static final class Reading {

    private final List<MergeRecipe> recipes = new ArrayList<>();
    private final Set<String> listed = new LinkedHashSet<>();
    private final List<Line> lines = new ArrayList<>();
    private int codeFrom = -1;
    private char fence;
    private boolean list;

    void line(String text, int start, int end) {
      String line = text.substring(start, Math.min(end, start + MAX_LINE)).strip();
      char mark = line.startsWith("```") ? '`' : line.startsWith("~~~") ? '~' : 0;
      if (fence != 0) {
        if (mark == fence) {
          recipe(text.substring(codeFrom, Math.max(codeFrom, start)));
          fence = 0;
        }
      } else if (mark != 0) {
        fence = mark;
        codeFrom = Math.min(end + 1, text.length());
      } else if (!line.isEmpty()) {
        said(line);
      }
    }

    private void recipe(String code) {
      if (recipes.size() < MAX_RECIPES && MergeRecipe.mayBeIn(code)) {
        MergeRecipe.parse(code).ifPresent(recipes::add);
      }
    }

    private void said(String line) {
      String lower = line.toLowerCase(Locale.ROOT);
      boolean item = ListItem.is(line);
      if (list && item) {
        if (NOT_USED.stream().noneMatch(lower::contains)) {
          add(CardId.leading(ListItem.text(line)));
        }
        return;
      }
      boolean heading = line.charAt(0) == '#';
      boolean cued = cued(lower);
      // The heading "Models Merged" is followed by a line before its list.
      list = cued || (list && !heading && lower.endsWith(":"));
      if (cued && !heading) {
        CardId.all(line).forEach(this::add);
      } else if (!item || lower.contains("original model") || lower.contains("finetuned from")) {
        tool(line, lower);
      }
    }

    private static boolean cued(String lower) {
      return LISTS.stream().anyMatch(lower::contains)
          && NOT_USED.stream().noneMatch(lower::contains);
    }

    private void tool(String line, String lower) {
      boolean aside = NOT_USED.stream().anyMatch(lower::contains);
      if (aside || lower.length() != line.length() || lines.size() >= MAX_IDS) {
        return;
      }
      for (Tool tool : TOOLS) {
        int at = lower.indexOf(tool.cue());
        String id = at < 0 ? null : CardId.leading(line.substring(at + tool.cue().length()));
        if (id != null) {
          lines.add(new Line(id, tool.relation()));
          return;
        }
      }
    }

    private void add(@Nullable String id) {
      if (id != null && listed.size() < MAX_IDS) {
        listed.add(id);
      }
    }
  }
}
