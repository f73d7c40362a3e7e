package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleaseMergeTest {

  private static final Instant T1 = Parts.NOON;
  private static final Instant T2 = T1.plusSeconds(60);
  private static final Instant T3 = T2.plusSeconds(60);

  private static ReleasePart card(@Nullable String hubId, Instant at, String text) {
    return Parts.part("acme/x", hubId, at, new Card(text, Parts.SHA, 1, false));
  }

  private static ReleasePart listing(String hubId, Instant at) {
    return Parts.part("acme/x", hubId, at, Parts.BARE);
  }

  @Test
  void theOrderOfPartsChangesNothing() {
    List<ReleasePart> parts =
        List.of(
            listing("A", T1),
            listing("B", T2),
            card("A", T3, "of A"),
            card("B", T1, "of B"),
            card("B", T1, "of B, tied"),
            Parts.part("acme/x", null, T2, new Status(Status.State.AVAILABLE, null, null)));
    Release expected = Release.merge(parts);
    List<List<ReleasePart>> permutations = permutations(parts);
    assertThat(permutations).hasSize(720);
    for (List<ReleasePart> permutation : permutations) {
      assertThat(Release.merge(permutation)).isEqualTo(expected);
      assertThat(Release.merge(permutation)).hasToString(expected.toString());
    }
  }

  @Test
  void mergingAgainChangesNothing() {
    Release once = Release.merge(List.of(listing("A", T1), card("A", T2, "x")));
    assertThat(Release.merge(once.parts().values())).isEqualTo(once);
  }

  @Test
  void ofTwoPartsOfAKindTheLaterStands() {
    Release release = Release.merge(List.of(card("A", T2, "new"), card("A", T1, "old")));
    assertThat(release.card()).get().extracting(Card::text).isEqualTo("new");
    assertThat(release.observedAt()).isEqualTo(T2);
  }

  @Test
  void aNameTakenOverStartsAfresh() {
    Release release = Release.merge(List.of(card("A", T1, "of A"), listing("B", T2)));
    assertThat(release.hubId()).isEqualTo("B");
    assertThat(release.card()).isEmpty();
  }

  @Test
  void aLatePartOfTheFormerHolderDoesNotPushOutThePresentHolders() {
    Release release =
        Release.merge(List.of(listing("B", T2), card("B", T2, "of B"), card("A", T3, "of A")));
    assertThat(release.card()).get().extracting(Card::text).isEqualTo("of B");
  }

  @Test
  void withoutAListingTheNewestPartSaysWhoseNameItIs() {
    Release release =
        Release.merge(
            List.of(
                card("A", T1, "of A"),
                Parts.part("acme/x", "B", T2, new Status(Status.State.REMOVED, null, null))));
    assertThat(release.hubId()).isEqualTo("B");
    assertThat(release.card()).isEmpty();
  }

  @Test
  void aPartOfUnknownIdentityStays() {
    Release release = Release.merge(List.of(listing("B", T2), card(null, T1, "kept")));
    assertThat(release.card()).isPresent();
  }

  @Test
  void notReadIsNotAbsent() {
    Release unread = Release.merge(List.of(card("A", T1, "x")));
    assertThat(unread.files()).isEmpty();
    assertThat(unread.status()).isEmpty();
    assertThat(unread.smallFile(SmallFiles.MERGEKIT_CONFIG)).isEmpty();
    assertThat(unread.facts()).isEqualTo(ModelFacts.NONE);
    assertThat(unread.listing().gating()).isNull();
    Release read =
        Release.merge(
            List.of(
                Parts.part(new ModelConfig(Parts.facts(), List.of())),
                Parts.part(new SmallFiles(List.of()))));
    assertThat(read.files()).isEqualTo(Optional.of(List.of()));
    assertThat(read.facts().parameters()).isEqualTo(8_030_261_248L);
  }

  @Test
  void aListingThatSaysNothingErasesNothing() {
    Release release = Release.merge(List.of(card("A", T1, "kept"), listing("A", T3)));
    assertThat(release.card()).isPresent();
  }

  @Test
  void partsOfTwoNamesOrNoneMakeNoRelease() {
    assertThatIllegalArgumentException().isThrownBy(() -> Release.merge(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Release.merge(
                    List.of(listing("A", T1), Parts.part("acme/y", "A", T1, Parts.BARE))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Release(
                    new ReleaseName("huggingface", "acme/x"),
                    "A",
                    Map.of(PartKind.CARD, listing("A", T1))));
  }

  @Test
  void theSameParentFromTwoSourcesIsKeptTwiceAndOnceFromOne() {
    ReleasePart full = Parts.golden("listing-full.json");
    assertThat(Release.merge(List.of(full, full)).declaredParents())
        .extracting(DeclaredParent::source)
        .containsExactly(DeclaredParent.Source.TAG, DeclaredParent.Source.CARD_DATA);
  }

  private static <T> List<List<T>> permutations(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      List<T> rest = new ArrayList<>(of);
      T first = rest.remove(i);
      for (List<T> tail : permutations(rest)) {
        List<T> one = new ArrayList<>(List.of(first));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
