package dev.tunewatch.topology.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgementTest {

  private static final String HERE = "huggingface:here";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theLastWordOnAClusterItselfStands() {
    Cluster judged = take(Cluster.EMPTY, said(2, Verdict.State.ACTIVE), null);
    assertThat(judged.verdict()).isEqualTo(said(2, Verdict.State.ACTIVE));

    assertThat(take(judged, said(1, Verdict.State.ACTIVE), null).verdict())
        .as("of a clock that was set back")
        .isEqualTo(said(1, Verdict.State.ACTIVE));
    assertThat(take(judged, said(3, Verdict.State.EXPIRED), null)).isEqualTo(Cluster.EMPTY);
    assertThat(take(judged, null, null)).isEqualTo(Cluster.EMPTY);
  }

  @Test
  void whatFollowsComesAfterWhatWasSaidHereAndSaysSo() {
    Cluster judged = take(Cluster.EMPTY, said(1, Verdict.State.ACTIVE), null);

    for (Verdict.State state : Verdict.State.values()) {
      Judgement followed = of(judged, said(2, state), "huggingface:there");
      assertThat(followed.cluster()).isEqualTo(judged);
      assertThat(followed.stands()).isTrue();
    }
  }

  @Test
  void ofTwoThatFollowedTheLatestStandsInWhateverOrderTheyCome() {
    Verdict early = said(1, Verdict.State.ACTIVE);
    Verdict late = said(2, Verdict.State.ACTIVE);
    Cluster one = take(take(Cluster.EMPTY, early, "huggingface:a"), late, "huggingface:b");
    Cluster other = take(take(Cluster.EMPTY, late, "huggingface:b"), early, "huggingface:a");

    assertThat(one).isEqualTo(other);
    assertThat(one.verdict()).isEqualTo(late);
    assertThat(take(one, said(3, Verdict.State.EXPIRED), "huggingface:a")).isEqualTo(one);
    assertThat(take(one, said(3, Verdict.State.EXPIRED), "huggingface:b")).isEqualTo(Cluster.EMPTY);

    Cluster equals = take(take(Cluster.EMPTY, early, "huggingface:a"), early, "huggingface:b");
    assertThat(take(take(Cluster.EMPTY, early, "huggingface:b"), early, "huggingface:a"))
        .isEqualTo(equals);
  }

  @Test
  void whatComesHomeChangesNothing() {
    Judgement home = of(Cluster.EMPTY, said(1, Verdict.State.ACTIVE), HERE);

    assertThat(home.cluster()).isEqualTo(Cluster.EMPTY);
    assertThat(home.stands()).isFalse();
  }

  @Test
  void aVerdictIsHandedToWhereItsClusterWentUnderTheNameOfTheFirst() {
    Cluster here = take(Cluster.EMPTY, said(1, Verdict.State.ACTIVE), "huggingface:first");
    Cluster gone = moved(here, "huggingface:there");

    assertThat(handed(here, gone))
        .containsExactly(
            new Judgement.Handed(
                "huggingface:there",
                said(1, Verdict.State.ACTIVE).movedTo("huggingface:there"),
                "huggingface:first"));
    assertThat(handed(gone, gone)).isEmpty();
  }

  @Test
  void whatGoesOnElsewhereEndsWhereItWasAndWhatComesBackToo() {
    Cluster here = take(Cluster.EMPTY, said(1, Verdict.State.ACTIVE), null);
    Cluster there = moved(here, "huggingface:there");
    Cluster further = moved(here, "huggingface:further");

    assertThat(handed(there, further))
        .extracting(Judgement.Handed::clusterId, each -> each.verdict().state())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("huggingface:there", Verdict.State.REVOKED),
            org.assertj.core.groups.Tuple.tuple("huggingface:further", Verdict.State.ACTIVE));
    assertThat(handed(there, here))
        .extracting(Judgement.Handed::clusterId, each -> each.verdict().state())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("huggingface:there", Verdict.State.REVOKED));
  }

  @Test
  void aVerdictThatIsDeletedEndsWhereItFollowed() {
    Cluster there =
        moved(take(Cluster.EMPTY, said(1, Verdict.State.ACTIVE), null), "huggingface:x");
    Cluster ended = take(there, null, null);

    assertThat(Judgement.handed(HERE, there, ended, new Finding.Judged(HERE, null, null)))
        .extracting(Judgement.Handed::clusterId, each -> each.verdict().state())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("huggingface:x", Verdict.State.REVOKED));
  }

  private static List<Judgement.Handed> handed(Cluster before, Cluster now) {
    Departure any =
        new Departure(
            dev.tunewatch.events.ReleaseName.parse("huggingface:a/b"),
            START,
            Departure.GONE,
            null,
            "");
    return Judgement.handed(HERE, before, now, new Finding.Left(HERE, any));
  }

  private static Cluster moved(Cluster cluster, String to) {
    Departure departure =
        new Departure(
            dev.tunewatch.events.ReleaseName.parse("huggingface:a/b"),
            START,
            Departure.MOVED,
            to,
            "");
    return cluster.counted(null, null, departure);
  }

  private static Cluster take(Cluster before, @Nullable Verdict verdict, @Nullable String as) {
    return of(before, verdict, as).cluster();
  }

  private static Judgement of(Cluster before, @Nullable Verdict verdict, @Nullable String as) {
    return Judgement.of(before, new Finding.Judged(HERE, verdict, as));
  }

  private static Verdict said(int minute, Verdict.State state) {
    return new Verdict(
        Verdict.Subject.CLUSTER,
        HERE,
        Verdict.Kind.FALSE_POSITIVE,
        state,
        Verdict.Reason.EVIDENCE_MISREAD,
        null,
        List.of(),
        "an analyst",
        null,
        START.plusSeconds(60L * minute),
        null);
  }
}
