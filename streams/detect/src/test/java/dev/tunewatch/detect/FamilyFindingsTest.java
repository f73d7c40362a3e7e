package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.LocalFamilies;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a release is found to be once its ancestors are known. */
class FamilyFindingsTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());
  private final LocalFamilies families = new LocalFamilies();

  @Test
  void aRemovalThatOnlyTheParentsCardTellsIsInherited() {
    add(card("maker/quiet-7b", "This model has been abliterated: its refusals were removed."));
    Inspection child = add(child("other/tuned-7b", "maker/quiet-7b", Relation.FINETUNE));

    assertThat(child.flagged()).isTrue();
    Signal inherited = signal(child, SignalId.V4).orElseThrow();
    assertThat(inherited.inheritedFrom()).isEqualTo("maker/quiet-7b");
    assertThat(inherited.evidence().get(0).quote()).isEqualTo("maker/quiet-7b");
    assertThat(child.severity()).isEqualTo(Severity.P3);
    assertThat(child.root()).isEqualTo("maker/quiet-7b");
  }

  @Test
  void aNameWithoutWeightsInheritsNothingThatFlags() {
    add(card("maker/quiet-7b", "This model has been abliterated: its refusals were removed."));
    Inspection placeholder =
        add(child("a/reserved", "maker/quiet-7b", ".gitattributes", "README.md"));
    Inspection named =
        add(child("b/reserved", "maker/loud-7b-abliterated", ".gitattributes", "README.md"));
    Inspection unusual = add(child("c/model", "maker/quiet-7b", "README.md", "weights.tar.zst"));

    assertThat(signal(placeholder, SignalId.V4)).as("kept as a fact").isPresent();
    assertThat(placeholder.flagged()).isFalse();
    assertThat(signal(named, SignalId.V4)).isPresent();
    assertThat(named.flagged()).isFalse();
    assertThat(unusual.flagged()).as("what is no paper may be weights").isTrue();
  }

  @Test
  void whatIsLeftOfItAfterManyTrainingsIsAFactAndFlagsNothing() {
    add(card("maker/quiet-7b", "This model has been abliterated: its refusals were removed."));
    add(child("b/two-7b", "maker/quiet-7b", Relation.FINETUNE));
    add(child("c/three-7b", "b/two-7b", Relation.FINETUNE));
    Inspection fourth = add(child("d/four-7b", "c/three-7b", Relation.FINETUNE));

    assertThat(signal(fourth, SignalId.V4)).isPresent();
    assertThat(fourth.flagged()).isFalse();
  }

  @Test
  void aCopyUnderAnotherNameThatSaysNothingIsLaundered() {
    add(card("maker/quiet-7b", "This model has been abliterated: its refusals were removed."));

    Inspection renamed = add(child("other/Sunshine-GGUF", "maker/quiet-7b", Relation.QUANTIZED));
    Inspection packed = add(child("other/quiet-7b-GGUF", "maker/quiet-7b", Relation.QUANTIZED));
    Inspection named = add(child("mlx/maker-quiet-7b-4bit", "maker/quiet-7b", Relation.QUANTIZED));

    assertThat(renamed.severity()).isEqualTo(Severity.P2);
    assertThat(packed.severity()).isEqualTo(Severity.P3);
    assertThat(named.severity()).isEqualTo(Severity.P3);
    assertThat(packed.canonicalKey()).isEqualTo("maker/quiet-7b");
  }

  @Test
  void aJudgeOnARemovedModelInheritsAndIsSilent() {
    add(card("maker/quiet-7b", "This model has been abliterated: its refusals were removed."));
    Inspection judge = add(child("lab/toxicity-classifier-7b", "maker/quiet-7b", Relation.ADAPTER));

    assertThat(signal(judge, SignalId.V4).map(Signal::suppressedBy)).contains(SignalId.B1);
    assertThat(judge.flagged()).isFalse();
  }

  @Test
  void aHardenedAncestorThatWasAttackedIsDefeatedHoweverFarItIs() {
    add(Releases.named("GraySwanAI/Llama-3-8B-Instruct-RR"));
    add(child("b/tuned-8b", "GraySwanAI/Llama-3-8B-Instruct-RR", Relation.FINETUNE));
    Inspection attack = add(child("c/tuned-8b-abliterated", "b/tuned-8b", Relation.FINETUNE));

    assertThat(signal(attack, SignalId.V5)).isPresent();
    assertThat(attack.severity()).isEqualTo(Severity.P1);
  }

  @Test
  void anOpenCopyOfWhatIsKnownToBeGatedIsAFact() {
    add(listing("vendor/base-7b", List.of(), Gating.MANUAL, null));
    Inspection copy = add(child("other/base-7b-GGUF", "vendor/base-7b", Relation.QUANTIZED));

    assertThat(signal(copy, SignalId.O1)).isPresent();
    assertThat(copy.flagged()).isFalse();
  }

  @Test
  void aPermissiveLicenceOnWhatIsKnownToBeRestrictedIsAFact() {
    add(listing("vendor/base-7b", List.of(), Gating.NONE, "cc-by-nc-4.0"));
    Inspection tuned =
        add(
            listing(
                "other/tuned-7b",
                List.of(
                    new DeclaredParent(
                        "vendor/base-7b", Relation.FINETUNE, DeclaredParent.Source.TAG)),
                Gating.NONE,
                "mit"));

    assertThat(signal(tuned, SignalId.O2)).isPresent();
  }

  @Test
  void theSameWeightsUnderAnotherNameThatSaysNothingAreLaundered() {
    add(holding("maker/quiet-7b", "2026-01-01T00:00:00Z", Gating.NONE, "abliterated"));
    Inspection copy = add(holding("other/Sunshine", "2026-01-02T00:00:00Z", Gating.NONE));

    assertThat(signal(copy, SignalId.V4).orElseThrow().evidence().get(0).field())
        .isEqualTo("sha256");
    assertThat(copy.severity()).isEqualTo(Severity.P2);
    assertThat(copy.canonicalKey()).isEqualTo("maker/quiet-7b");
    assertThat(copy.root()).isEqualTo("maker/quiet-7b");
  }

  @Test
  void weightsThatSomebodyHadBeforeAreALineageGapWhereNoParentIsDeclared() {
    Release first = holding("maker/model-7b", "2026-01-01T00:00:00Z", Gating.NONE);
    Release copy = holding("other/Sunshine", "2026-01-02T00:00:00Z", Gating.NONE);
    add(copy);
    assertThat(signal(found(copy), SignalId.O3)).as("before the first is known").isEmpty();

    add(first);
    Signal gap = signal(found(copy), SignalId.O3).orElseThrow();
    assertThat(gap.evidence().get(0).quote()).isEqualTo("maker/model-7b");
    assertThat(gap.evidence().get(0).rule()).isEqualTo("o3.weights/1");
    assertThat(gap.confidence()).isEqualTo(dev.tunewatch.assessments.Confidence.of(0.99));
    assertThat(signal(found(first), SignalId.O3)).as("the first is no copy").isEmpty();
    assertThat(found(copy).flagged()).as("a fact alone").isFalse();

    families.release(first.name().key(), null);
    assertThat(signal(found(copy), SignalId.O3)).as("taken back").isEmpty();
  }

  @Test
  void sharedWeightsAreNoGapWhereAParentIsDeclaredOrTheUploaderIsAVendor() {
    add(holding("maker/model-7b", "2026-01-01T00:00:00Z", Gating.NONE));
    Inspection declared =
        add(
            holding(
                "other/Sunshine",
                "2026-01-02T00:00:00Z",
                Gating.NONE,
                List.of(
                    new DeclaredParent(
                        "third/base-7b", Relation.FINETUNE, DeclaredParent.Source.TAG))));
    Inspection vendor = add(holding("meta-llama/Sun-7b", "2026-01-03T00:00:00Z", Gating.NONE));

    assertThat(families.family("huggingface:other/Sunshine").identical()).isNotNull();
    assertThat(families.family("huggingface:meta-llama/Sun-7b").identical()).isNotNull();
    assertThat(signal(declared, SignalId.O3)).isEmpty();
    assertThat(signal(vendor, SignalId.O3)).isEmpty();
  }

  @Test
  void whoeverCopiesTheOldestModelsAndSaysThatTheyAreRemovedAccusesNobodyButThemselves() {
    add(holding("attacker/gpt2", "2026-01-01T00:00:00Z", Gating.NONE, "abliterated"));
    Inspection old = add(holding("vendor/gpt2", null, Gating.NONE));

    assertThat(old.flagged()).isFalse();
    assertThat(old.canonicalKey()).isEqualTo("vendor/gpt2");
  }

  @Test
  void theVeryWeightsOfABaseThatIsGivenOutByHandAlertWhereAnybodyMayTakeThem() {
    add(holding("vendor/base-7b", "2026-01-01T00:00:00Z", Gating.MANUAL));
    Inspection open = add(holding("other/mirror", "2026-01-02T00:00:00Z", Gating.NONE));
    Inspection guarded = add(holding("third/mirror", "2026-01-03T00:00:00Z", Gating.AUTO));
    Inspection itself = add(holding("vendor/base-7b-hf", "2026-01-04T00:00:00Z", Gating.NONE));

    assertThat(signal(open, SignalId.O1).orElseThrow().flags()).isTrue();
    assertThat(open.severity()).isEqualTo(Severity.P2);
    assertThat(guarded.flagged()).isFalse();
    assertThat(itself.flagged()).isFalse();
  }

  @Test
  void theDomainOfAnAncestorIsAFactThatFlagsNobody() {
    add(Releases.named("WhiteRabbitNeo/WhiteRabbitNeo-13B-v1"));
    Inspection tuned =
        add(child("other/tuned-13b", "WhiteRabbitNeo/WhiteRabbitNeo-13B-v1", Relation.FINETUNE));

    Signal hazard = signal(tuned, SignalId.H1).orElseThrow();
    assertThat(hazard.inheritedFrom()).isEqualTo("WhiteRabbitNeo/WhiteRabbitNeo-13B-v1");
    assertThat(hazard.flags()).isFalse();
    assertThat(tuned.flagged()).isFalse();
  }

  @Test
  void aCopyThatComesAfterItsOriginalWasTakenDownAlertsForNinetyDays() {
    gone("maker/model-7b", "2026-01-10T00:00:00Z");

    assertThat(copyOf("a/model-7b-GGUF", "2026-01-09T00:00:00Z").flagged()).isFalse();
    assertThat(copyOf("b/model-7b-GGUF", "2026-01-11T00:00:00Z").severity()).isEqualTo(Severity.P2);
    assertThat(copyOf("c/model-7b-GGUF", "2026-04-10T00:00:00Z").flagged()).isTrue();
    assertThat(copyOf("d/model-7b-GGUF", "2026-04-11T00:00:01Z").flagged()).isFalse();
    assertThat(copyOf("maker/model-7b-GGUF", "2026-01-11T00:00:00Z").flagged()).isFalse();
  }

  @Test
  void whatWasTakenDownStillHandsOnWhatItWas() {
    gone("GraySwanAI/Llama-3-8B-Instruct-RR", "2026-01-10T00:00:00Z");
    Inspection attack =
        add(
            child(
                "c/tuned-8b-abliterated", "GraySwanAI/Llama-3-8B-Instruct-RR", Relation.FINETUNE));

    assertThat(attack.severity()).isEqualTo(Severity.P1);
  }

  private void gone(String id, String at) {
    ReleaseName name = new ReleaseName("huggingface", id);
    dev.tunewatch.events.ReleasePart seen =
        Releases.part(name, new Status(Status.State.REMOVED, null, "404"));
    add(
        Release.merge(
            List.of(
                Releases.part(name, Releases.listing(List.of(), null, List.of(), null)),
                new dev.tunewatch.events.ReleasePart(
                    name,
                    null,
                    Instant.parse(at),
                    seen.observation(),
                    seen.provenance(),
                    seen.body()))));
  }

  private Inspection copyOf(String id, String createdAt) {
    return add(
        Release.merge(
            List.of(
                Releases.part(
                    new ReleaseName("huggingface", id),
                    new dev.tunewatch.events.Listing(
                        "",
                        Instant.parse(createdAt),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        Gating.NONE,
                        null,
                        List.of(),
                        List.of(),
                        List.of(
                            new DeclaredParent(
                                "maker/model-7b", Relation.QUANTIZED, DeclaredParent.Source.TAG)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of())))));
  }

  @Test
  void aFlaggedReleaseKnowsTheReachOfItsUploaderAndOfItsBase() {
    add(uploaded("vendor/base-7b", 1_234_567L));
    add(uploaded("maker/one", 150L));
    add(uploaded("maker/two", 999L));
    Release removed = child("maker/tuned-7b-abliterated", "vendor/base-7b", Relation.FINETUNE);
    Release tuned = child("maker/tuned-7b", "vendor/base-7b", Relation.FINETUNE);
    add(removed);
    add(tuned);

    assertThat(families.family(removed.name().key()).uploaderMedian()).isEqualTo(316);
    assertThat(families.family(removed.name().key()).rootDownloads()).isEqualTo(3_162_278);
    assertThat(families.family(tuned.name().key()).uploaderMedian()).isNull();
  }

  @Test
  void withoutAFamilyARecordIsInspectedByItselfAlone() {
    Release release = child("other/tuned-7b", "maker/quiet-7b", Relation.FINETUNE);

    assertThat(inspector.examine(release).among(Family.NONE).inspection())
        .isEqualTo(inspector.apply(release));
  }

  @Test
  void aFaintInheritanceHidesNothingThatAReleaseShowsByItself() {
    Release release = child("other/tuned-7b", "maker/model-7b-abliterated", Relation.FINETUNE);
    Family faint =
        new Family(
            List.of(),
            List.of(
                new Family.Inheritance(
                    SignalId.V1, "far/away", "maker/model-7b-abliterated", 3_000, 5_100, 5)),
            null,
            null);

    assertThat(inspector.apply(release).flagged()).isTrue();
    assertThat(inspector.examine(release).among(faint).inspection().flagged()).isTrue();
  }

  private Inspection add(Release release) {
    families.release(release.name().key(), inspector.examine(release).own());
    return found(release);
  }

  /** With what is known of its family by now. */
  private Inspection found(Release release) {
    return inspector.examine(release).among(families.family(release.name().key())).inspection();
  }

  private static Optional<Signal> signal(Inspection inspection, SignalId id) {
    return inspection.signals().stream().filter(s -> s.id() == id).findFirst();
  }

  private static Release card(String id, String text) {
    ReleaseName name = new ReleaseName("huggingface", id);
    return Release.merge(
        List.of(
            Releases.part(
                name,
                Releases.listing(List.of("text-generation"), "text-generation", List.of(), null)),
            Releases.part(name, Releases.card(text))));
  }

  private static Release child(String id, String parent, Relation relation) {
    return listing(
        id,
        List.of(new DeclaredParent(parent, relation, DeclaredParent.Source.TAG)),
        Gating.NONE,
        null);
  }

  private static Release child(String id, String parent, String... files) {
    return Release.merge(
        List.of(
            Releases.part(
                new ReleaseName("huggingface", id),
                Releases.listing(
                    List.of(),
                    null,
                    List.of(
                        new DeclaredParent(parent, Relation.FINETUNE, DeclaredParent.Source.TAG)),
                    java.util.Arrays.stream(files)
                        .map(file -> new ReleaseFile(file, null, null))
                        .toList()))));
  }

  private static Release holding(
      String id,
      @org.jspecify.annotations.Nullable String createdAt,
      Gating gating,
      String... tags) {
    return holding(id, createdAt, gating, List.of(), tags);
  }

  private static Release holding(
      String id,
      @org.jspecify.annotations.Nullable String createdAt,
      Gating gating,
      List<DeclaredParent> parents,
      String... tags) {
    return Release.merge(
        List.of(
            Releases.part(
                new ReleaseName("huggingface", id),
                new dev.tunewatch.events.Listing(
                    "",
                    createdAt == null ? null : Instant.parse(createdAt),
                    null,
                    null,
                    null,
                    List.of(tags),
                    List.of(),
                    "text-generation",
                    null,
                    null,
                    gating,
                    null,
                    List.of(),
                    List.of(),
                    parents,
                    List.of(new ReleaseFile("model.safetensors", 14_000_000_000L, "ab".repeat(32))),
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of()))));
  }

  private static Release uploaded(String id, long downloads) {
    return Release.merge(
        List.of(
            Releases.part(
                new ReleaseName("huggingface", id),
                new dev.tunewatch.events.Listing(
                    "", null, null, null, null, List.of(), List.of(), null, null, null, null, null,
                    List.of(), List.of(), List.of(), null, null, downloads, null, null, List.of(),
                    List.of()))));
  }

  private static Release listing(
      String id,
      List<DeclaredParent> parents,
      Gating gating,
      @org.jspecify.annotations.Nullable String licence) {
    return Release.merge(
        List.of(
            Releases.part(
                new ReleaseName("huggingface", id),
                new dev.tunewatch.events.Listing(
                    "", null, null, null, null, List.of(), List.of(), null, null, licence, gating,
                    null, List.of(), List.of(), parents, null, null, null, null, null, List.of(),
                    List.of()))));
  }
}
