package dev.tunewatch.detect;

import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The name that all copies of one model share, {@code maker/name} in lower case. A pure function of
 * the record: it does not depend on the rule book or on other releases. Splitting one model in two
 * costs a duplicate alert; merging two models hides one, so where the name does not tell the maker
 * the uploader stands.
 */
public final class CanonicalKey {

  private CanonicalKey() {}

  /**
   * The key of a release. A copy that declares what it copies takes the key of that, if both have
   * the same name but for the packaging: hubs infer {@code quantized} also for the packed fine-tune
   * of a base, which is another model.
   */
  public static String of(Release release) {
    ModelName own = ModelName.of(release.spokenId());
    Set<String> originals =
        release.declaredParents().stream()
            .filter(CanonicalKey::mayBeCopied)
            .map(DeclaredParent::id)
            .filter(parent -> own.packs(ModelName.of(parent)))
            .map(CanonicalKey::ofId)
            .collect(Collectors.toSet());
    return originals.size() == 1 ? originals.iterator().next() : ofId(release.spokenId());
  }

  /** Whether a release declares this parent as the model that it is a copy of. */
  static boolean isCopy(Release release, String parent) {
    return release.declaredParents().stream()
        .filter(CanonicalKey::mayBeCopied)
        .map(DeclaredParent::id)
        .filter(parent::equalsIgnoreCase)
        .anyMatch(id -> ModelName.of(release.spokenId()).packs(ModelName.of(id)));
  }

  /** The key of a release among its copies. */
  static String of(Release release, Family family) {
    return family.original() == null ? of(release) : ofId(family.original());
  }

  /** The key that the name alone gives. */
  public static String of(ReleaseName name) {
    return ofId(name.id());
  }

  private static String ofId(String id) {
    ModelName name = ModelName.of(id);
    String owner = name.owner().toLowerCase(Locale.ROOT);
    String model = FormatWords.strip(name.model());
    return owner.isEmpty() ? model : owner + "/" + model;
  }

  private static boolean mayBeCopied(DeclaredParent parent) {
    return parent.relation() == null
        || parent.relation() == Relation.QUANTIZED
        || parent.relation() == Relation.DUPLICATE;
  }
}
