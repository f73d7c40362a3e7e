package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that names a parent, each with how sure it is. */
final class Sources {

  /** A configuration or a header, which the tool wrote that made the weights. */
  static final Confidence BY_FILE = Confidence.of(0.99);

  /** Declared by the maker, also as a recipe pasted into the card. */
  static final Confidence DECLARED = Confidence.of(0.95);

  /** Inferred by the hub. */
  static final Confidence INFERRED = Confidence.of(0.90);

  /** A list of the models used, or a tool's line in the card. */
  static final Confidence LISTED = Confidence.of(0.80);

  static final String RECIPE = DeclaredParent.Source.MERGE_CONFIG.wireName();
  static final String CARD_RECIPE = "cardRecipe";
  static final String CARD_LIST = Lineage.CARD_LIST;
  static final String CARD_LINE = Lineage.CARD_LINE;

  private Sources() {}

  /**
   * All names.
   *
   * @param files recipes beside the weights
   * @param card the body of the card
   * @param repackaged whether the release is a copy, whose card speaks of its original
   */
  static List<Named> of(
      Subject subject, List<FoundRecipe> files, CardLineage card, boolean repackaged) {
    List<Named> all = new ArrayList<>();
    for (FoundRecipe found : files) {
      merged(found.recipe(), RECIPE, BY_FILE, all);
    }
    for (DeclaredParent parent : subject.release().declaredParents()) {
      all.add(
          new Named(
              parent.id(),
              parent.relation(),
              isHubs(parent),
              parent.source().wireName(),
              confidence(parent),
              null));
    }
    head(subject, all);
    boolean original = repackaged && !all.isEmpty();
    if (!original) {
      body(card, subject.name().model(), all);
    }
    return all;
  }

  private static void merged(
      MergeRecipe recipe, String source, Confidence confidence, List<Named> to) {
    for (Ingredient model : recipe.ingredients()) {
      to.add(new Named(model.id(), Relation.MERGE, false, source, confidence, model.part()));
    }
  }

  private static void head(Subject subject, List<Named> to) {
    if (subject.card() == null) {
      return;
    }
    Relation relation =
        Optional.ofNullable(subject.card().head().string("base_model_relation"))
            .flatMap(word -> Relation.find(word.toLowerCase(Locale.ROOT)))
            .orElse(null);
    String source = DeclaredParent.Source.CARD_DATA.wireName();
    for (String id : subject.card().head().strings("base_model")) {
      to.add(new Named(id, relation, false, source, DECLARED, null));
    }
  }

  private static void body(CardLineage card, String own, List<Named> to) {
    boolean none = to.isEmpty();
    for (MergeRecipe recipe : card.recipes()) {
      merged(recipe, CARD_RECIPE, DECLARED, to);
    }
    for (String id : card.listed()) {
      if (!bearsName(own, id)) {
        to.add(new Named(id, Relation.MERGE, false, CARD_LIST, LISTED, null));
      }
    }
    // A line names the base; where the maker declares one, that is the better word.
    if (none && card.recipes().isEmpty() && card.listed().isEmpty()) {
      for (ToolLine line : card.lines()) {
        boolean copy = line.relation() == Relation.QUANTIZED;
        if (!copy || FormatWords.tellsPackaging(own) || !bearsName(own, line.id())) {
          to.add(new Named(line.id(), line.relation(), false, CARD_LINE, LISTED, null));
        }
      }
    }
  }

  /** A copy or a further form of this model, of which the card tells where it lies. */
  private static boolean bearsName(String own, String id) {
    return FormatWords.words(ModelName.of(id).model()).stream().anyMatch(FormatWords::isFormat)
        && Names.of(own).addsNothingTo(Names.of(id));
  }

  private static boolean isHubs(DeclaredParent parent) {
    return parent.source() == DeclaredParent.Source.TAG
        || parent.source() == DeclaredParent.Source.HUB;
  }

  private static Confidence confidence(DeclaredParent parent) {
    return switch (parent.source()) {
      case ADAPTER_CONFIG, MERGE_CONFIG, GGUF -> BY_FILE;
      case CARD_DATA -> DECLARED;
      // A tag without a relation repeats the card; one with a relation is the hub's inference.
      case TAG -> parent.relation() == null ? DECLARED : INFERRED;
      case HUB -> INFERRED;
    };
  }
}
