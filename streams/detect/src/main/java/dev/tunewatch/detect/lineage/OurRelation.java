package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our own word on how a release came from a parent. Structure that shows goes first: a recipe, an
 * adapter's files, quantized files of the same model. What the maker states comes next, what the
 * hub infers last, for it calls merges fine-tunes and packed fine-tunes copies.
 */
final class OurRelation {

  /** Encoders that a model looks or listens with; beside a language model they make no merge. */
  private static final Set<String> ENCODERS =
      Set.of(
          "clip",
          "siglip",
          "siglip2",
          "vit",
          "dinov2",
          "dinov3",
          "whisper",
          "wav2vec2",
          "hubert",
          "eva",
          "internvit",
          "convnext",
          "swin",
          "deit",
          "vae",
          "beit",
          "blip",
          "blip2");

  private final Subject subject;
  private final List<List<Named>> parents;
  private final Mechanisms shown;
  private final boolean encoderBeside;
  private final boolean adapterFile;

  /**
   * Judges the parents of one release.
   *
   * @param parents by parent, what each source says
   */
  OurRelation(Subject subject, List<List<Named>> parents, Mechanisms shown) {
    this.subject = subject;
    this.parents = parents;
    this.shown = shown;
    long encoders = parents.stream().filter(same -> isEncoder(same.get(0).id())).count();
    this.encoderBeside = !shown.merge() && encoders > 0 && encoders < parents.size();
    this.adapterFile = parents.stream().anyMatch(OurRelation::hasAdapterFile);
  }

  Relation of(List<Named> same) {
    if (same.stream().anyMatch(OurRelation::isIngredient)) {
      return Relation.MERGE;
    }
    boolean one = parents.size() == 1;
    if (hasAdapterFile(same) || (shown.adapter() && !adapterFile && !encoderBeside)) {
      return Relation.ADAPTER;
    }
    Relation stated = stated(same);
    if (shown.copy() || stated == Relation.QUANTIZED) {
      return copied(same, stated);
    }
    if (encoderBeside) {
      return stated == null || stated == Relation.MERGE ? Relation.FINETUNE : stated;
    }
    if (shown.merge()) {
      return Relation.MERGE;
    }
    if (one && (stated == null || stated == Relation.MERGE) && saysMerged()) {
      return Relation.FINETUNE;
    }
    if (stated != null) {
      return stated;
    }
    return mayBeMerge() ? Relation.MERGE : Relation.FINETUNE;
  }

  /**
   * A copy bears its original's name but for the packaging. Hubs say {@code quantized} of any model
   * that lies beside an export of itself, and of the packed fine-tune of a base.
   */
  private Relation copied(List<Named> same, @Nullable Relation stated) {
    boolean byMaker = same.stream().anyMatch(n -> n.relation() == stated && !n.byHub());
    if (stated != null && byMaker && stated != Relation.MERGE) {
      return stated;
    }
    Names child = Names.of(subject.name().model());
    if (child.addsNothingTo(Names.of(same.get(0).id()))) {
      return Relation.QUANTIZED;
    }
    if (stated == Relation.QUANTIZED) {
      return FormatWords.tellsPackaging(subject.name().model())
          ? Relation.QUANTIZED
          : Relation.FINETUNE;
    }
    return stated == null || stated == Relation.MERGE ? Relation.FINETUNE : stated;
  }

  /** Without a word of a merge, three models of one size or more may be one; cards list many. */
  private boolean mayBeMerge() {
    long sizes = parents.stream().map(same -> Names.of(same.get(0).id()).size()).distinct().count();
    return parents.size() > 2 && sizes == 1 && Names.of(parents.get(0).get(0).id()).size() != null;
  }

  /** The maker's word before the hub's. */
  private static @Nullable Relation stated(List<Named> same) {
    Relation byHub = null;
    for (Named named : same) {
      if (named.relation() != null && !named.byHub()) {
        return named.relation();
      }
      byHub = byHub == null ? named.relation() : byHub;
    }
    return byHub;
  }

  private static boolean isIngredient(Named named) {
    return named.source().equals(Sources.RECIPE)
        || named.source().equals(Sources.CARD_RECIPE)
        || named.source().equals(Sources.CARD_LIST);
  }

  private static boolean hasAdapterFile(List<Named> same) {
    String file = DeclaredParent.Source.ADAPTER_CONFIG.wireName();
    return same.stream().anyMatch(named -> named.source().equals(file));
  }

  /** {@code -merged} says that an adapter was merged into its own base. */
  private boolean saysMerged() {
    return Names.of(subject.name().model()).words().contains("merged");
  }

  private static boolean isEncoder(String id) {
    return Names.of(id).words().stream().anyMatch(ENCODERS::contains);
  }
}
