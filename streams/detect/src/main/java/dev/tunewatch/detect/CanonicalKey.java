package dev.tunewatch.detect;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.b6.Campaign;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.v4.InheritedRemoval;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import java.util.Locale;

/**
 * The name that all copies of one model share, {@code maker/name} in lower case. A pure function of
 * the record: it does not depend on the rule book or on other releases. Splitting one model in two
 * costs a duplicate alert; merging two models hides one, so where the name does not tell the maker
 * the uploader stands. Automated uploads are the exception: see {@link Campaign}.
 */
public final class CanonicalKey {

  private CanonicalKey() {}

  /**
   * The key of a release. A copy that declares what it copies takes the key of that, if both have
   * the same name but for the packaging: hubs infer {@code quantized} also for the packed fine-tune
   * of a base, which is another model.
   */
  public static String of(Release release) {
    return ofId(model(release));
  }

  /** The id of the model that a release is, by its own record. */
  private static String model(Release release) {
    ModelName own = ModelName.of(release.spokenId());
    List<String> originals =
        release.declaredParents().stream()
            .filter(CanonicalKey::mayBeCopied)
            .map(DeclaredParent::id)
            .filter(parent -> own.packs(ModelName.of(parent)))
            .sorted()
            .toList();
    return originals.stream().map(CanonicalKey::ofId).distinct().count() == 1
        ? originals.get(0)
        : release.spokenId();
  }

  /** Whether a release declares this parent as the model that it is a copy of. */
  static boolean isCopy(Release release, String parent) {
    return release.declaredParents().stream()
        .filter(CanonicalKey::mayBeCopied)
        .map(DeclaredParent::id)
        .filter(parent::equalsIgnoreCase)
        .anyMatch(id -> ModelName.of(release.spokenId()).packs(ModelName.of(id)));
  }

  /**
   * The key of a release among its copies; of an automated upload that shows nothing by itself its
   * campaign's. What a campaign's uploads all have in their name was given by whoever runs it, so
   * it is the campaign's evidence and not an upload's own.
   *
   * @param signals what was found, inherited ones too
   */
  static String of(Release release, Family family, List<Signal> signals) {
    String model = family.original() == null ? model(release) : family.original();
    int shared =
        release.spokenId().equals(release.name().id())
            ? Campaign.of(release.spokenId()).map(Campaign::shared).orElse(0)
            : 0;
    return Campaign.of(model)
        .filter(campaign -> signals.stream().filter(Signal::flags).allMatch(s -> rolls(s, shared)))
        .map(Campaign::key)
        .orElseGet(() -> ofId(model));
  }

  /** Whether a signal is one that all of a campaign have. */
  private static boolean rolls(Signal signal, int shared) {
    boolean inherited =
        signal.id() == SignalId.V4
            && signal.inheritedFrom() != null
            && signal.evidence().stream()
                .noneMatch(found -> found.rule().equals(InheritedRemoval.LAUNDERED));
    return inherited
        || signal.evidence().stream()
            .allMatch(
                found ->
                    found.field().equals("id") && found.end() != null && found.end() <= shared);
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
