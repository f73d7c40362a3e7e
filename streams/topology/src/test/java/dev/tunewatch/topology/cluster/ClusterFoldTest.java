package dev.tunewatch.topology.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Reach;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Risk;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.ScoreBook;
import dev.tunewatch.detect.score.Modality;
import dev.tunewatch.detect.score.Score;
import dev.tunewatch.detect.score.ScoreInput;
import dev.tunewatch.detect.score.Tuning;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterFoldTest {

  private static final String ID = "huggingface:model";
  private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

  private static final ClusterScore SCORE = new ClusterScore(new Score(ScoreBook.bundled()));

  private final Rows rows = new Rows();

  @Test
  void theEarliestCreatedMemberLeadsAndUnknownTimesComeLast() {
    rows.join(standing("z/late", 9, 1, SignalId.V1));
    rows.join(standing("a/unknown", null, 1, SignalId.V1));
    rows.join(standing("m/early", 2, 1, SignalId.V2));

    Assessment assessment = rows.assess();
    assertThat(assessment.lead()).isNotNull();
    assertThat(assessment.members())
        .extracting(member -> member.release().id())
        .containsExactly("m/early", "z/late", "a/unknown");
    assertThat(assessment.firstCreatedAt()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void theStrongestFormOfEachSignalIsShownInCatalogueOrder() {
    rows.join(standing("a/weak", 1, 1, signal(SignalId.V2, 7_000), signal(SignalId.C2, 9_000)));
    rows.join(standing("b/strong", 2, 1, signal(SignalId.V2, 9_500)));

    assertThat(rows.assess().signals())
        .extracting(Signal::id, signal -> signal.confidence().basisPoints())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(SignalId.C2, 9_000),
            org.assertj.core.groups.Tuple.tuple(SignalId.V2, 9_500));
  }

  @Test
  void theStrongestFormFallsBackWhenItsCarrierLeaves() {
    rows.join(standing("a/weak", 1, 1, signal(SignalId.V2, 7_000)));
    rows.join(standing("b/strong", 2, 1, signal(SignalId.V2, 9_500)));
    rows.leave("b/strong", 2, null);

    assertThat(rows.assess().signals().get(0).confidence().basisPoints()).isEqualTo(7_000);
  }

  @Test
  void whatIsNotNamedIsCounted() {
    for (int i = 0; i < 120; i++) {
      rows.join(standing("m/" + i, i, 1, SignalId.V1));
    }

    Assessment assessment = rows.assess();
    assertThat(assessment.members()).hasSize(Assessment.MAX_MEMBERS);
    assertThat(assessment.memberCount()).isEqualTo(120);
    assertThat(assessment.flaggedCount()).isEqualTo(120);
  }

  @Test
  void aClusterGrowsWithoutItsRowsBeingRead() {
    for (int i = 0; i < 1_000; i++) {
      rows.join(standing("m/" + i, i, 1, SignalId.V1));
    }

    assertThat(rows.scans).isZero();
  }

  @Test
  void onlyANamedMemberThatLeavesHasTheRowsRead() {
    for (int i = 0; i < 200; i++) {
      rows.join(standing("m/" + i, i, 1, SignalId.V1));
    }
    rows.leave("m/150", 1, null);
    assertThat(rows.scans).isZero();

    rows.leave("m/10", 1, null);
    assertThat(rows.scans).isOne();
    assertThat(rows.assess().members())
        .extracting(member -> member.release().id())
        .doesNotContain("m/10")
        .contains("m/50");
  }

  @Test
  void aNamedMemberThatOnlyAgesHasNothingRead() {
    for (int i = 0; i < 200; i++) {
      rows.join(standing("m/" + i, i, 1, SignalId.V1));
    }
    rows.join(standing("m/10", 10, 99, SignalId.V1));

    assertThat(rows.scans).isZero();
    assertThat(rows.assess().observedAt()).isEqualTo(START.plusSeconds(99));
  }

  @Test
  void theDepartureObservedLastTellsWhyWhateverCameLast() {
    for (boolean swapped : new boolean[] {false, true}) {
      Rows cluster = new Rows();
      cluster.join(standing("a/a", 1, 1, SignalId.V1));
      cluster.join(standing("b/b", 2, 1, SignalId.V1));
      if (swapped) {
        cluster.leave("b/b", 9, "huggingface:other");
        cluster.leave("a/a", 5, null);
      } else {
        cluster.leave("a/a", 5, null);
        cluster.leave("b/b", 9, "huggingface:other");
      }
      assertThat(cluster.assess().state()).isEqualTo(Assessment.State.SUPERSEDED);
      assertThat(cluster.assess().observedAt()).isEqualTo(START.plusSeconds(9));
    }
  }

  @Test
  void someoneWhoWasNoMemberLeavesNothingBehind() {
    rows.leave("a/a", 1, null);

    assertThat(SCORE.assess(ID, rows.cluster)).isEmpty();
    assertThat(rows.cluster).isEqualTo(Cluster.EMPTY);
  }

  @Test
  void theSameMembersInAnyOrderAreByteEqual() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      List<Standing> members = randomMembers(random, 1 + random.nextInt(150));
      byte[] once = joined(members).bytes();
      Collections.shuffle(members, random);
      assertThat(joined(members).bytes()).as("seed " + seed).isEqualTo(once);
    }
  }

  @Test
  void addedThenRemovedMembersLeaveNoTrace() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      List<Standing> members = randomMembers(random, 1 + random.nextInt(120));
      Rows expected = joined(members);
      Rows disturbed = new Rows();
      List<Runnable> steps = new ArrayList<>();
      for (Standing member : members) {
        // First another version of the member, or none; strangers come and go in between.
        if (random.nextBoolean()) {
          disturbed.join(randomMember(random, member.member().release().id()));
        }
        steps.add(() -> disturbed.join(member));
      }
      for (int i = 0; i < 60; i++) {
        String stranger = "stranger/" + i;
        disturbed.join(randomMember(random, stranger));
        steps.add(() -> disturbed.leave(stranger, random.nextInt(1_000), null));
      }
      Collections.shuffle(steps, random);
      steps.forEach(Runnable::run);

      assertThat(disturbed.bytes()).as("seed " + seed).isEqualTo(expected.bytes());
    }
  }

  @Test
  void theBoundedRowSaysWhatAllRowsWouldSay() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int step = 0; step < 3_000; step++) {
      String name = "m/" + random.nextInt(150);
      if (random.nextInt(3) > 0) {
        rows.join(randomMember(random, name));
      } else {
        rows.leave(name, random.nextInt(1_000), null);
      }
      if (step % 10 == 0 && !rows.stored.isEmpty()) {
        assertThat(rows.cluster.extremes().top())
            .as("seed " + seed)
            .isEqualTo(
                rows.stored.values().stream()
                    .sorted(Standing.ORDER)
                    .limit(Assessment.MAX_MEMBERS)
                    .toList());
        Cluster anew = joined(List.copyOf(rows.stored.values())).cluster;
        assertThat(rows.cluster.extremes()).as("seed " + seed).isEqualTo(anew.extremes());
        assertThat(rows.cluster.sums()).as("seed " + seed).isEqualTo(anew.sums());
        assertThat(rows.cluster.size()).isEqualTo(rows.stored.size());
      }
    }
  }

  @Test
  void scoresCopiesAsTheOneModelThatTheyAre() {
    Standing original = scored(standing("maker/model", 1, 1, SignalId.V1), 100L, 18, true);
    Standing copy =
        scored(
            standing(
                "packer/model-GGUF", 5, 5, signal(SignalId.C2, 9_900), signal(SignalId.V1, 9_500)),
            2_000_000L,
            6,
            false);
    Assessment alone = joined(List.of(original)).assess();
    Assessment both = joined(List.of(original, copy)).assess();

    assertThat(both.reach()).isEqualTo(new Reach(2_000_100L, 1, 6, false, START.plusSeconds(5)));
    assertThat(risk(both).exposure()).isGreaterThan(risk(alone).exposure());
    assertThat(risk(both).score()).isGreaterThan(risk(alone).score());
    assertThat(both.members().get(0).release().id()).isEqualTo("maker/model");
    assertThat(both.reasons())
        .extracting(Reason::why)
        .contains("runs on 6 GB of memory", "2,000,100 downloads in 30 days");
    // A copy is no other story: it would notify nobody anew.
    assertThat(both.fingerprint()).isNotNull().isEqualTo(alone.fingerprint());
    assertThat(joined(List.of(copy, original)).assess()).isEqualTo(both);
  }

  @Test
  void aDownloadCountThatNobodyCanHaveDoesNotOverflow() {
    List<Standing> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      members.add(scored(standing("m/" + i, i, i, SignalId.V2), Long.MAX_VALUE, 8, false));
    }
    assertThat(joined(members).cluster.sums().downloads()).isEqualTo(20_000_000_000_000L);
  }

  @Test
  void aVerdictWithdrawsWhatItCoversAndNothingElse() {
    Rows rows = joined(List.of(standing("m/1", 1, 1, SignalId.V2)));
    rows.cluster = rows.cluster.judged(verdict(List.of(SignalId.V2)));
    assertThat(rows.assess().state()).isEqualTo(Assessment.State.WITHDRAWN);
    assertThat(rows.assess().reason())
        .isEqualTo("false positive: nothing was removed from the model");

    rows.join(standing("m/2", 2, 2, SignalId.H1));
    assertThat(rows.assess().state()).isEqualTo(Assessment.State.ACTIVE);

    rows.cluster = rows.cluster.judged(verdict(List.of()));
    assertThat(rows.assess().state()).isEqualTo(Assessment.State.WITHDRAWN);
    rows.cluster = rows.cluster.judged(null);
    assertThat(rows.assess().state()).isEqualTo(Assessment.State.ACTIVE);
  }

  @Test
  void whatAVerdictCoversIsNotScoredWhileSomethingElseFlags() {
    Standing removal = scored(standing("m/1", 1, 1, SignalId.V2), 100L, 8, false);
    Standing offence = scored(standing("m/2", 2, 2, SignalId.H1), 100L, 8, false);
    Rows rows = joined(List.of(removal, offence));
    Assessment both = rows.assess();
    rows.cluster = rows.cluster.judged(verdict(List.of(SignalId.V2)));
    Assessment judged = rows.assess();

    assertThat(judged.state()).isEqualTo(Assessment.State.ACTIVE);
    assertThat(judged.signals()).extracting(Signal::id).containsExactly(SignalId.H1);
    assertThat(risk(judged).vulnerability()).isLessThan(risk(both).vulnerability());
    assertThat(judged.severity()).isGreaterThan(both.severity());
    // As two copies that show the rest; that one of them showed more is still to be seen.
    Assessment rest =
        joined(List.of(scored(standing("m/1", 1, 1, SignalId.H1), 100L, 8, false), offence))
            .assess();
    assertThat(judged.severity()).isEqualTo(rest.severity());
    assertThat(judged.risk()).isEqualTo(rest.risk());
    assertThat(judged.fingerprint()).isEqualTo(rest.fingerprint());
    assertThat(judged.members().get(0).signals()).extracting(Signal::id).contains(SignalId.V2);

    rows.cluster = rows.cluster.judged(null);
    assertThat(rows.assess()).isEqualTo(both);
  }

  @Test
  void aMemberInWhichNothingWasJudgedKeepsItsSeverity() {
    Standing urgent = standing("m/2", 2, 2, SignalId.V5);
    assertThat(urgent.member().severity()).isEqualTo(Severity.P1);
    Rows rows = joined(List.of(standing("m/1", 1, 1, SignalId.V2), urgent));
    rows.cluster = rows.cluster.judged(verdict(List.of(SignalId.V2)));

    assertThat(rows.assess().severity()).isEqualTo(Severity.P1);
  }

  @Test
  void aFactThatAVerdictNamesStaysAFact() {
    Rows rows =
        joined(
            List.of(standing("m/1", 1, 1, signal(SignalId.V1, 9_500), signal(SignalId.C2, 9_500))));
    Assessment before = rows.assess();
    rows.cluster = rows.cluster.judged(verdict(List.of(SignalId.C2)));

    assertThat(rows.assess()).isEqualTo(before);
  }

  @Test
  void ofMoreMembersThanAreNamedTheWorstStaysTheLeast() {
    List<Standing> members = new ArrayList<>();
    for (int i = 0; i < Assessment.MAX_MEMBERS + 1; i++) {
      members.add(scored(standing("m/" + i, i, i, SignalId.V5), 1L, 8, false));
    }
    members.add(scored(standing("m/a", 99, 99, SignalId.H1), 1L, 8, false));
    Rows rows = joined(members);
    Severity before = rows.assess().severity();
    rows.cluster = rows.cluster.judged(verdict(List.of(SignalId.V5)));

    assertThat(rows.assess().signals()).extracting(Signal::id).containsExactly(SignalId.H1);
    assertThat(rows.assess().severity()).isEqualTo(before);
  }

  private static Risk risk(Assessment assessment) {
    return Objects.requireNonNull(assessment.risk());
  }

  private static Verdict verdict(List<SignalId> signals) {
    return new Verdict(
        Verdict.Subject.CLUSTER,
        ID,
        Verdict.Kind.FALSE_POSITIVE,
        Verdict.State.ACTIVE,
        Verdict.Reason.NOT_A_REMOVAL,
        null,
        signals,
        "an analyst",
        null,
        START,
        null);
  }

  private static Rows joined(List<Standing> members) {
    Rows rows = new Rows();
    members.forEach(rows::join);
    return rows;
  }

  private static List<Standing> randomMembers(Random random, int count) {
    List<Standing> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(randomMember(random, "m/" + i));
    }
    return members;
  }

  private static Standing randomMember(Random random, String id) {
    List<Signal> signals = new ArrayList<>();
    for (SignalId signal : List.of(SignalId.C2, SignalId.V1, SignalId.V2, SignalId.H1)) {
      if (signals.isEmpty() || random.nextBoolean()) {
        Signal found = signal(signal, 6_000 + 500 * random.nextInt(6));
        signals.add(random.nextInt(4) == 0 ? found.suppressedBy(SignalId.B1) : found);
      }
    }
    Integer created = random.nextInt(5) == 0 ? null : random.nextInt(20);
    return scored(
        standing(id, created, random.nextInt(50), signals.toArray(Signal[]::new)),
        random.nextInt(4) == 0 ? null : (long) random.nextInt(1_000_000),
        random.nextInt(3) == 0 ? null : 1 + random.nextInt(90),
        random.nextBoolean());
  }

  private static Standing scored(
      Standing standing, @Nullable Long downloads, @Nullable Integer gigabytes, boolean gated) {
    Member m = standing.member();
    Member told =
        new Member(
            m.release(),
            m.url(),
            m.createdAt(),
            m.observedAt(),
            downloads,
            m.severity(),
            m.flagged(),
            m.signals(),
            m.parents());
    ScoreInput.Model model =
        new ScoreInput.Model(
            Modality.TEXT, Tuning.UNKNOWN, 8_000_000_000L, null, gigabytes, true, false, gated);
    return new Standing(
        told,
        standing.root(),
        standing.rules(),
        new ScoreInput(
            List.of(),
            Set.of(),
            model,
            new ScoreInput.Reach(downloads, null, null),
            ScoreInput.Removal.UNKNOWN));
  }

  private static Standing standing(
      String id, @Nullable Integer created, int observed, SignalId signal) {
    return standing(id, created, observed, signal(signal, 9_500));
  }

  private static Standing standing(
      String id, @Nullable Integer created, int observed, Signal... signals) {
    return new Standing(
        new Member(
            new ReleaseName("huggingface", id),
            "https://hub.example/" + id,
            created == null ? null : START.plusSeconds(created),
            START.plusSeconds(observed),
            null,
            List.of(signals).get(0).id().catalogueSeverity().orWorse(Severity.P3),
            true,
            List.of(signals),
            List.of()),
        null,
        "words-1",
        null);
  }

  private static Signal signal(SignalId id, int basisPoints) {
    return new Signal(
        id,
        Tier.E2,
        new Confidence(basisPoints),
        null,
        null,
        List.of(new Evidence("id", id.name(), null, null, "word@1")));
  }

  /** The stores of one cluster, in memory. */
  private static final class Rows {
    private final TreeMap<String, Standing> stored = new TreeMap<>();
    private Cluster cluster = Cluster.EMPTY;
    private int scans;

    void join(Standing standing) {
      Standing before = stored.put(standing.key(), standing);
      cluster = ClusterFold.join(cluster, before, standing, this::scan);
    }

    void leave(String id, int observed, @Nullable String movedTo) {
      ReleaseName release = new ReleaseName("huggingface", id);
      Standing before = stored.remove(release.key());
      cluster =
          ClusterFold.leave(
              cluster,
              before,
              new Departure(
                  release, START.plusSeconds(observed), "no longer flagged", movedTo, "words-1"),
              this::scan);
    }

    Assessment assess() {
      return SCORE.assess(ID, cluster).orElseThrow();
    }

    byte[] bytes() {
      return AssessmentCodec.encode(assess());
    }

    private void scan(java.util.function.Consumer<Standing> each) {
      scans++;
      stored.values().forEach(each);
    }
  }
}
