package dev.tunewatch.topology.cluster;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Reach;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.b6.Campaign;
import dev.tunewatch.detect.score.Score;
import dev.tunewatch.detect.score.ScoreInput;
import dev.tunewatch.detect.score.Scored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be published of a cluster, its copies scored as the one model that they are: what
 * anybody can fetch of it counts, so the smallest copy gives the memory, one that is not gated
 * makes it ungated, and the downloads are those of all.
 */
public final class ClusterScore {

  private final Score score;

  /** Scores by these tables. */
  public ClusterScore(Score score) {
    this.score = score;
  }

  /** What is to be published of a cluster; empty where it never had a member. */
  public Optional<Assessment> assess(String clusterId, Cluster cluster) {
    if (cluster.size() == 0) {
      return Optional.ofNullable(cluster.departure()).map(last -> closed(clusterId, last));
    }
    return Optional.of(
        cluster.isJudgedAway() ? judgedAway(clusterId, cluster) : active(clusterId, cluster));
  }

  private Assessment active(String clusterId, Cluster cluster) {
    List<Standing> top = cluster.extremes().top();
    Standing lead = top.get(0);
    List<Signal> all =
        cluster.extremes().strongest().values().stream().map(Extremes.Carrier::signal).toList();
    List<Signal> signals = all.stream().filter(signal -> !cluster.isJudged(signal)).toList();
    Optional<ScoreInput> input = input(cluster, signals);
    Optional<Scored> scored = input.map(score::of);
    Severity catalogue =
        worst(cluster, member -> flags(member).anyMatch(signal -> !cluster.isJudged(signal)));
    // What a member alone gives holds, unless what was judged to be nothing has a part in it.
    Severity least = worst(cluster, member -> flags(member).noneMatch(cluster::isJudged));
    // Taken together copies reach further than any alone, never less; but what a campaign uploads
    // are no copies of one model, and its thousands are no reason for more than each gives.
    Severity severity =
        input.isEmpty() || Campaign.isKey(canonicalKey(clusterId))
            ? catalogue
            : least.orWorse(scored.get().severity(input.get(), catalogue));
    Extremes.FirstQuantized copy = cluster.extremes().firstQuantized();
    return new Assessment(
        clusterId,
        Assessment.State.ACTIVE,
        null,
        null,
        severity,
        canonicalKey(clusterId),
        lead.root(),
        lead.rules(),
        signals,
        lead.member(),
        top.stream().map(Standing::member).toList(),
        cluster.size(),
        cluster.flagged(),
        lead.member().createdAt(),
        observedAt(top),
        scored.map(Scored::risk).orElse(null),
        scored.map(Scored::reasons).orElse(List.of()),
        scored.map(Scored::tables).orElse(null),
        fingerprint(clusterId, signals, lead.root()),
        new Reach(
            cluster.sums().downloadsIfTold(),
            cluster.sums().quantized(),
            cluster.extremes().lightest() == null
                ? null
                : cluster.extremes().lightest().gigabytes(),
            cluster.sums().ungated() == 0,
            copy == null ? null : copy.createdAt()));
  }

  /** The worst of some members; of those who are not named nothing but the number is known. */
  private static Severity worst(Cluster cluster, Predicate<Member> counts) {
    List<Standing> top = cluster.extremes().top();
    if (cluster.verdict() == null || cluster.size() > top.size()) {
      return cluster.bySeverity().firstKey();
    }
    return top.stream()
        .map(Standing::member)
        .filter(counts)
        .map(Member::severity)
        .reduce(Severity.P4, Severity::orWorse);
  }

  private static Stream<Signal> flags(Member member) {
    return member.signals().stream().filter(Signal::flags);
  }

  /** Empty where no member says what its score was worked out from. */
  private static Optional<ScoreInput> input(Cluster cluster, List<Signal> signals) {
    ScoreInput lead = cluster.extremes().top().get(0).scoring();
    if (lead == null) {
      return Optional.empty();
    }
    ScoreInput.Model own = lead.model();
    Extremes.Lightest lightest = cluster.extremes().lightest();
    ScoreInput.Model model =
        new ScoreInput.Model(
            own.modality(),
            own.tuning(),
            told(cluster, ScoreInput.Model::parameters),
            told(cluster, ScoreInput.Model::activeParameters),
            lightest == null ? null : lightest.gigabytes(),
            cluster.sums().oneCommand() > 0,
            cluster.sums().extreme() > 0,
            cluster.sums().ungated() == 0);
    Extremes.Carrier inheriting = cluster.extremes().strongest().get(SignalId.V4);
    boolean original = cluster.sums().quantized() < cluster.size();
    return Optional.of(
        new ScoreInput(
            // With the model itself among them they are no copies of something else.
            signals.stream().filter(s -> !original || s.id() != SignalId.C2).toList(),
            cluster.sums().persons() > 0 ? Set.of("poi", "nsfw") : lead.hubFlags(),
            model,
            new ScoreInput.Reach(
                cluster.sums().downloadsIfTold(),
                lead.reach().uploaderMedian(),
                lead.reach().rootDownloads()),
            new ScoreInput.Removal(
                inheriting == null || cluster.isJudged(inheriting.signal())
                    ? null
                    : inheriting.inherited(),
                ScoreInput.stated(signals),
                lead.removal().measuredCompliance())));
  }

  /** Of the first member that tells it: copies of one model have one size. */
  private static @Nullable Long told(
      Cluster cluster, java.util.function.Function<ScoreInput.Model, @Nullable Long> what) {
    for (Standing standing : cluster.extremes().top()) {
      ScoreInput scoring = standing.scoring();
      Long told = scoring == null ? null : what.apply(scoring.model());
      if (told != null) {
        return told;
      }
    }
    return null;
  }

  private static Assessment closed(String clusterId, Departure last) {
    Assessment.State state =
        last.movedTo() == null ? Assessment.State.WITHDRAWN : Assessment.State.SUPERSEDED;
    return ended(clusterId, state, last.reason(), last.movedTo(), last.rules(), last.observedAt());
  }

  private static Assessment judgedAway(String clusterId, Cluster cluster) {
    Verdict verdict = java.util.Objects.requireNonNull(cluster.verdict());
    String kind = verdict.kind() == Verdict.Kind.EXCEPTION ? "exception: " : "false positive: ";
    List<Standing> top = cluster.extremes().top();
    Instant observedAt = observedAt(top);
    return ended(
        clusterId,
        Assessment.State.WITHDRAWN,
        kind + verdict.reason().words(),
        null,
        top.get(0).rules(),
        observedAt.isAfter(verdict.at()) ? observedAt : verdict.at());
  }

  private static Assessment ended(
      String clusterId,
      Assessment.State state,
      String reason,
      @Nullable String movedTo,
      String rules,
      Instant observedAt) {
    return new Assessment(
        clusterId,
        state,
        reason,
        movedTo,
        Severity.P4,
        canonicalKey(clusterId),
        null,
        rules,
        List.of(),
        null,
        List.of(),
        0,
        0,
        null,
        observedAt,
        null);
  }

  private static Instant observedAt(List<Standing> top) {
    return top.stream()
        .map(standing -> standing.member().observedAt())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** signals.md §3.4: canonical key, classes that flag, root base. */
  private static String fingerprint(String clusterId, List<Signal> signals, @Nullable String root) {
    String classes =
        signals.stream()
            .filter(Signal::flags)
            .map(signal -> signal.id().name())
            .sorted()
            .collect(Collectors.joining(","));
    String text = clusterId + "\0" + classes + "\0" + (root == null ? "" : root);
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String canonicalKey(String clusterId) {
    return clusterId.substring(clusterId.indexOf(':') + 1);
  }
}
