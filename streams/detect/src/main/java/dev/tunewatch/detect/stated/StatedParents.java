package dev.tunewatch.detect.stated;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.card.HubLinks;
import dev.tunewatch.detect.card.Sentence;
import dev.tunewatch.detect.card.Word;
import dev.tunewatch.detect.rules.WordPattern;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Parents out of the card's body: items of a list of merged models, and what a packager says that
 * it copied. Never out of prose: there models are named that inspired, that are compared or
 * thanked.
 */
public final class StatedParents {

  /** How evidence names items of a list of models. */
  public static final String LIST = "README.md models used";

  /** How evidence names what a packager copied. */
  public static final String COPY = "README.md original model";

  private static final Confidence LISTED = Confidence.of(0.80);
  private static final Confidence COPIED = Confidence.of(0.95);
  private static final int MAX_PARENTS = 32;
  private static final int MAX_LINKS = 4;

  private static final Set<String> MERGE_WORDS =
      Set.of(
          "merge",
          "merged",
          "merges",
          "merging",
          "composition",
          "ingredients",
          "components",
          "recipe",
          "parents",
          "blend",
          "blended",
          "frankenmerge");

  private static final Set<String> OTHER_MODELS =
      Set.of(
          "inspired",
          "similar",
          "thanks",
          "thank",
          "credit",
          "credits",
          "compare",
          "compared",
          "recommend",
          "recommended",
          "gguf",
          "ggml",
          "gptq",
          "exl2",
          "awq",
          "quants",
          "quant",
          "quantized",
          "quantizations",
          "imatrix",
          "alternative",
          "alternatives",
          "see",
          "instead",
          "leaderboard",
          "benchmark",
          "tokenizer",
          "template",
          "without",
          "removed",
          "replaced",
          "not",
          "no",
          "subtracted",
          "minus",
          "negative");

  private static final List<WordPattern> MODELS_USED =
      patterns("models ..2 used|included|merged|following", "following|used|these ..2 models");

  private static final List<WordPattern> COPIES =
      patterns(
          "original ..1 model",
          "quants|quantizations of",
          "model files for",
          "converted to ..3 from",
          "quantized|quantised|converted ..3 from|of",
          "conversion of",
          "quantized|quantised version of");

  private StatedParents() {}

  /** What the card states, each parent once, in its order. */
  public static List<ResolvedParent> of(Subject subject) {
    CardText card = subject.card();
    if (card == null) {
      return List.of();
    }
    String self = subject.release().name().id();
    Map<String, ResolvedParent> stated = new LinkedHashMap<>();
    boolean listing = false;
    boolean items = false;
    for (int i = 0; i < card.sentences().size() && stated.size() < MAX_PARENTS; i++) {
      Sentence sentence = card.sentences().get(i);
      boolean isItem = isItem(sentence);
      boolean copies = matches(COPIES, sentence);
      if (!isItem) {
        boolean opens = opensList(sentence);
        listing = opens || (listing && !items && sentence.place() != Sentence.Place.HEADING);
        items = false;
      } else {
        items = true;
      }
      if (copies) {
        add(ids(card, i, 1), Relation.QUANTIZED, COPY, COPIED, self, stated);
      } else if (isItem && listing && isUsed(sentence)) {
        add(ids(card, i, MAX_LINKS), Relation.MERGE, LIST, LISTED, self, stated);
      }
    }
    return List.copyOf(stated.values());
  }

  private static void add(
      List<String> ids,
      Relation relation,
      String source,
      Confidence confidence,
      String self,
      Map<String, ResolvedParent> stated) {
    for (String id : ids) {
      if (ReleaseName.isId(id) && !id.equalsIgnoreCase(self)) {
        stated.putIfAbsent(
            id.toLowerCase(Locale.ROOT), new ResolvedParent(id, relation, source, confidence));
      }
    }
  }

  /** Names in a sentence and in its links; the links end where the next sentence begins. */
  private static List<String> ids(CardText card, int index, int most) {
    Sentence sentence = card.sentences().get(index);
    String text = card.body().original();
    int from = card.body().originOf(sentence.start());
    int to =
        index + 1 < card.sentences().size()
            ? card.body().originOf(card.sentences().get(index + 1).start())
            : text.length();
    List<String> ids = new ArrayList<>();
    for (HubLinks.Link link : HubLinks.in(text, from, to, most)) {
      if (!link.dataset()) {
        ids.add(link.id());
      }
    }
    for (Word word : sentence.words()) {
      if (ids.isEmpty() && word.text().equals(Word.ID)) {
        String named =
            text.substring(card.body().originOf(word.start()), card.body().originEnd(word.end()));
        if (named.indexOf(':') < 0 && named.indexOf('/') == named.lastIndexOf('/')) {
          ids.add(named);
        }
      }
    }
    return ids;
  }

  /** Lines that are hardly more than a name are items, too, whatever they are drawn with. */
  private static boolean isItem(Sentence sentence) {
    return sentence.place() == Sentence.Place.ITEM
        || (sentence.words().size() <= 4 && sentence.words().get(0).text().equals(Word.ID));
  }

  private static boolean opensList(Sentence sentence) {
    return sentence.words().stream()
            .anyMatch(w -> MERGE_WORDS.contains(w.text()) || w.text().endsWith("-merge"))
        || matches(MODELS_USED, sentence);
  }

  private static boolean isUsed(Sentence item) {
    return item.words().stream().noneMatch(word -> OTHER_MODELS.contains(word.text()));
  }

  private static boolean matches(List<WordPattern> patterns, Sentence sentence) {
    return patterns.stream().anyMatch(pattern -> pattern.find(sentence.words()) >= 0);
  }

  private static List<WordPattern> patterns(String... sources) {
    List<WordPattern> patterns = new ArrayList<>();
    for (String source : sources) {
      patterns.add(new WordPattern(source, Map.of()));
    }
    return patterns;
  }
}
