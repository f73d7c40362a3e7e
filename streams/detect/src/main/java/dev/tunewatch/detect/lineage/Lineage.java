package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.SmallFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * What a release says of where it came from, read once: recipes beside the weights and the body of
 * the card. Pure and immutable.
 */
public final class Lineage {

  /** Source of a parent that a list of the models used in the card names. */
  public static final String CARD_LIST = "cardList";

  /** Source of a parent that only a tool's or a packager's line of the card names. */
  public static final String CARD_LINE = "cardLine";

  private static final List<String> RECIPE_FILES =
      List.of(
          SmallFiles.MERGEKIT_CONFIG,
          "mergekit_config.yaml",
          "merge_config.yaml",
          "mergekit_moe_config.yml",
          "mergekit_moe_config.yaml");

  private final Subject subject;
  private final List<FoundRecipe> files;
  private final CardLineage card;
  private final List<FoundRecipe> recipes;

  private Lineage(Subject subject, List<FoundRecipe> files, CardLineage card) {
    this.subject = subject;
    this.files = List.copyOf(files);
    this.card = card;
    this.recipes =
        files.isEmpty()
            ? card.recipes().stream().map(recipe -> new FoundRecipe("README.md", recipe)).toList()
            : this.files;
  }

  /** Reads a release. */
  public static Lineage of(Subject subject) {
    List<FoundRecipe> files = new ArrayList<>();
    for (String file : RECIPE_FILES) {
      subject
          .release()
          .smallFile(file)
          .flatMap(MergeRecipe::parse)
          .ifPresent(recipe -> files.add(new FoundRecipe(file, recipe)));
    }
    CardLineage card =
        subject.card() == null
            ? CardLineage.NOTHING
            : CardLineage.of(subject.card(), subject.name().model());
    return new Lineage(subject, files, card);
  }

  /** The recipes of the release: those beside the weights, else those in its card. */
  public List<FoundRecipe> recipes() {
    return recipes;
  }

  /** The parents, each once, surest first. */
  public List<ResolvedParent> parents(Mechanisms shown) {
    return Parents.of(subject, Sources.of(subject, files, card, shown.copy()), shown);
  }
}
