package dev.tunewatch.detect;

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
            .filter(parent -> sameModel(own, ModelName.of(parent)))
            .map(CanonicalKey::ofId)
            .collect(Collectors.toSet());
    return originals.size() == 1 ? originals.iterator().next() : ofId(release.spokenId());
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

  /** Packagers also write {@code maker-model} or {@code maker_model}. */
  private static boolean sameModel(ModelName copy, ModelName original) {
    String packed = FormatWords.strip(copy.model());
    String model = FormatWords.strip(original.model());
    return packed.equals(model)
        || packed.equals(FormatWords.strip(original.owner() + "-" + original.model()));
  }
}
