package dev.tunewatch.topology;

import static dev.tunewatch.topology.Parts.listing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment.State;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.bus.DeadLetter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide, through the whole topology. */
class VerdictTest {

  private final DrivenTopology topology;

  VerdictTest(@TempDir Path state) {
    this.topology = new DrivenTopology(state, new WordDetector());
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void aFalsePositiveIsTakenBackWithAllThatCameOfIt() {
    topology.put(listing("a/parent", 1, "abliterated"));
    topology.put(listing("b/child", 2, "from:a/parent"));
    assertThat(topology.last("child").state()).isEqualTo(State.ACTIVE);

    topology.judge(release("a/parent", Verdict.State.ACTIVE));

    assertThat(topology.last("parent").state()).isEqualTo(State.WITHDRAWN);
    assertThat(topology.last("child").state()).isEqualTo(State.WITHDRAWN);
  }

  @Test
  void aVerdictThatIsOverLeavesNoTrace() {
    topology.put(listing("a/parent", 1, "abliterated"));
    topology.put(listing("b/child", 2, "from:a/parent"));
    var before = topology.last();
    for (Verdict.State end : List.of(Verdict.State.EXPIRED, Verdict.State.REVOKED)) {
      topology.judge(release("a/parent", Verdict.State.ACTIVE));
      topology.judge(release("a/parent", end));
      assertThat(topology.last()).as(end.wireName()).isEqualTo(before);
    }
    topology.judge(release("a/parent", Verdict.State.ACTIVE));
    topology.forgetVerdict("huggingface:a/parent");
    assertThat(topology.last()).as("deleted").isEqualTo(before);
  }

  @Test
  void aVerdictMayComeBeforeWhatItSpeaksOf() {
    topology.judge(release("a/model", Verdict.State.ACTIVE));
    topology.judge(cluster("other", Verdict.State.ACTIVE));
    topology.put(listing("a/model", 1, "abliterated"));
    topology.put(listing("b/other", 1, "abliterated"));

    assertThat(topology.last()).doesNotContainKey("huggingface:model");
    assertThat(topology.last("other").state()).isEqualTo(State.WITHDRAWN);
  }

  @Test
  void aVerdictOnOneSignalLeavesTheOthers() {
    topology.put(listing("a/model", 1, "abliterated", "uncensored"));
    topology.judge(release("a/model", Verdict.State.ACTIVE, SignalId.V1));

    assertThat(topology.last("model").signals())
        .extracting(Signal::id)
        .containsExactly(SignalId.V2);
  }

  @Test
  void aWithdrawnClusterSaysWhyAndNewCopiesOfItStayWithdrawn() {
    topology.put(listing("a/model", 1, "abliterated"));
    topology.judge(cluster("model", Verdict.State.ACTIVE));
    assertThat(topology.last("model").reason())
        .isEqualTo("false positive: the evidence was misread");

    topology.put(listing("b/model", 2, "abliterated"));
    assertThat(topology.last("model").state()).isEqualTo(State.WITHDRAWN);
    topology.judge(cluster("model", Verdict.State.REVOKED));
    assertThat(topology.last("model").memberCount()).isEqualTo(2);
  }

  @Test
  void aVerdictFollowsItsClusterAndSoDoesItsEnd() {
    topology.put(listing("b/packed", 2, "copy:a/model", "abliterated"));
    // Its original is not known yet, so it stands under its own name until that comes.
    topology.judge(cluster("packed", Verdict.State.ACTIVE));
    topology.put(listing("b/packed", 3, "key:moved", "abliterated"));

    assertThat(topology.last("moved").state()).isEqualTo(State.WITHDRAWN);
    topology.judge(cluster("packed", Verdict.State.EXPIRED));
    assertThat(topology.last("moved").state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void clustersThatMoveInACircleHandAVerdictOnOnce() {
    topology.put(listing("a/one", 1, "key:x", "abliterated"));
    topology.judge(cluster("x", Verdict.State.ACTIVE));
    topology.put(listing("a/one", 2, "key:y", "abliterated"));
    topology.put(listing("a/one", 3, "key:x", "abliterated"));
    topology.put(listing("a/one", 4, "key:y", "abliterated"));

    assertThat(topology.last("y").state()).isEqualTo(State.WITHDRAWN);
    topology.judge(cluster("x", Verdict.State.REVOKED));
    assertThat(topology.last("y").state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void whatIsNoVerdictIsKeptAndStopsNothing() {
    topology.judge("huggingface:a/model", "nonsense".getBytes(UTF_8));
    topology.forgetVerdict("nonsense");
    topology.judge(
        "huggingface:b/other",
        dev.tunewatch.assessments.VerdictCodec.encode(release("a/model", Verdict.State.ACTIVE)));
    topology.put(listing("a/model", 1, "abliterated"));

    assertThat(topology.deadLetters())
        .extracting(DeadLetter::stage, DeadLetter::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("verdicts", "malformed"),
            org.assertj.core.groups.Tuple.tuple("verdicts", "malformed"),
            org.assertj.core.groups.Tuple.tuple("verdicts", "key_mismatch"));
    assertThat(topology.last("model").state()).isEqualTo(State.ACTIVE);
  }

  private static Verdict release(String id, Verdict.State state, SignalId... signals) {
    return verdict(Verdict.Subject.RELEASE, "huggingface:" + id, state, signals);
  }

  private static Verdict cluster(String key, Verdict.State state) {
    return verdict(Verdict.Subject.CLUSTER, "huggingface:" + key, state);
  }

  private static Verdict verdict(
      Verdict.Subject subject, String id, Verdict.State state, SignalId... signals) {
    return new Verdict(
        subject,
        id,
        Verdict.Kind.FALSE_POSITIVE,
        state,
        Verdict.Reason.EVIDENCE_MISREAD,
        null,
        List.of(signals),
        "an analyst",
        null,
        Parts.START,
        null);
  }
}
