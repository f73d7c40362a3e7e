package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an assessment makes of an alert. A pure function: the same assessments in the same
 * order give the same versions.
 */
public final class Revisions {

  private final Duration backlogAge;

  /**
   * Sets the line between news and backlog.
   *
   * @param backlogAge a copy that is assessed later than this after its creation is no news
   */
  public Revisions(Duration backlogAge) {
    this.backlogAge = backlogAge;
  }

  /**
   * The alert after this assessment.
   *
   * @param previous the alert before it, null where there was none
   * @param now of the service, for createdAt and updatedAt
   * @return nothing where there is nothing to tell and nothing to refresh: a retraction of what was
   *     never told, or told as retracted already
   */
  public Optional<Revision> revise(
      @Nullable Standing previous, Assessment assessment, Instant now) {
    return revise(previous, assessment, now, null);
  }

  /**
   * The same under a verdict on the cluster: while it covers all that flags, nothing is told.
   *
   * @param verdict that stands, null where there is none
   */
  public Optional<Revision> revise(
      @Nullable Standing previous, Assessment assessment, Instant now, @Nullable Verdict verdict) {
    if (assessment.state() != Assessment.State.ACTIVE) {
      return previous == null ? Optional.empty() : ended(previous, assessment, now);
    }
    if (verdict != null && isCovered(assessment, verdict)) {
      return previous == null ? Optional.empty() : Optional.of(refreshed(previous, assessment));
    }
    if (previous == null) {
      boolean backlog = !hasFreshMember(assessment);
      Alert alert = build(assessment, 1, AlertState.NEW, backlog, now, now);
      return Optional.of(new Revision(alert, Told.NOTHING.and(assessment), true));
    }
    return Optional.of(revise(previous.alert(), previous.told(), assessment, now));
  }

  /** Takes an alert back because an analyst says so; what is known of it stays. */
  public Revision falsePositive(Standing standing, Verdict.Reason reason, Instant now) {
    Alert alert =
        standing
            .alert()
            .restated(AlertState.FALSE_POSITIVE, "an analyst took it back: " + reason.words(), now);
    return new Revision(alert, Told.NOTHING, true, standing.evidenceStands());
  }

  /**
   * The end of a verdict.
   *
   * @return nothing where it is no false positive, or its evidence went meanwhile: then streams,
   *     which hears of the end as well, has the next word
   */
  public Optional<Revision> reinstate(Standing standing, Instant now) {
    if (standing.alert().state() != AlertState.FALSE_POSITIVE || !standing.evidenceStands()) {
      return Optional.empty();
    }
    Alert alert = standing.alert().restated(AlertState.UPDATED, null, now);
    return Optional.of(new Revision(alert, Told.of(alert), true, true));
  }

  private static Optional<Revision> ended(Standing previous, Assessment assessment, Instant now) {
    Alert before = previous.alert();
    if (!before.state().retracts()) {
      return Optional.of(new Revision(retract(before, assessment, now), Told.NOTHING, true, false));
    }
    return previous.evidenceStands()
        ? Optional.of(new Revision(before, previous.told(), false, false))
        : Optional.empty();
  }

  private static boolean isCovered(Assessment assessment, Verdict verdict) {
    return assessment.signals().stream()
        .filter(Signal::flags)
        .map(Signal::id)
        .allMatch(verdict::covers);
  }

  /** The row follows the evidence; the word that was given stays. */
  private static Revision refreshed(Standing previous, Assessment assessment) {
    Alert before = previous.alert();
    Alert alert =
        build(
            assessment,
            before.version(),
            before.state(),
            before.backlog(),
            before.createdAt(),
            before.updatedAt(),
            before.reason());
    return new Revision(alert, previous.told(), false, true);
  }

  private Revision revise(Alert before, Told told, Assessment assessment, Instant now) {
    boolean backlog = before.backlog() && !hasFreshMember(assessment);
    boolean material =
        before.state().retracts()
            || before.severity() != assessment.severity()
            || before.backlog() != backlog
            || told.isExceededBy(assessment);
    Instant createdAt = before.createdAt();
    if (material) {
      int version = before.version() + 1;
      Alert alert = build(assessment, version, AlertState.UPDATED, backlog, createdAt, now);
      return new Revision(alert, told.and(assessment), true);
    }
    Instant updatedAt = before.updatedAt();
    Alert alert =
        build(assessment, before.version(), before.state(), backlog, createdAt, updatedAt);
    return new Revision(alert, told, false);
  }

  /** The largest of 1, 2, 5, 10, 20, 50, … up to a count: further copies between are counted. */
  static int milestone(int count) {
    int reached = 0;
    for (long step = 1; step <= count; step *= 10) {
      for (long point : new long[] {step, 2 * step, 5 * step}) {
        if (point <= count) {
          reached = (int) point;
        }
      }
    }
    return reached;
  }

  /**
   * Whether a flagged copy is fresh. Of a cluster that is too large to name all its members, the
   * earliest are known only, and the earliest creation says the same.
   */
  private boolean hasFreshMember(Assessment assessment) {
    return isFresh(assessment.firstCreatedAt(), assessment)
        || assessment.members().stream()
            .filter(Member::flagged)
            .anyMatch(member -> isFresh(member.createdAt(), assessment));
  }

  private boolean isFresh(@Nullable Instant createdAt, Assessment assessment) {
    return createdAt != null && !assessment.observedAt().isAfter(createdAt.plus(backlogAge));
  }

  private static Alert build(
      Assessment assessment,
      int version,
      AlertState state,
      boolean backlog,
      Instant createdAt,
      Instant updatedAt) {
    return build(assessment, version, state, backlog, createdAt, updatedAt, null);
  }

  private static Alert build(
      Assessment assessment,
      int version,
      AlertState state,
      boolean backlog,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String reason) {
    return new Alert(
        AlertId.ofCluster(assessment.clusterId()),
        version,
        state,
        assessment.severity(),
        Headline.of(assessment),
        hub(assessment),
        assessment.clusterId(),
        assessment.canonicalKey(),
        assessment.root(),
        assessment.rules(),
        assessment.signals(),
        assessment.lead(),
        assessment.members(),
        assessment.memberCount(),
        assessment.flaggedCount(),
        assessment.firstCreatedAt(),
        assessment.observedAt(),
        createdAt,
        updatedAt,
        backlog,
        Tlp.CLEAR,
        reason,
        assessment.risk(),
        assessment.reasons(),
        assessment.tables(),
        assessment.reach());
  }

  /** Keeps what was told, for it must stay readable why. */
  private static Alert retract(Alert told, Assessment assessment, Instant now) {
    AlertState state =
        assessment.state() == Assessment.State.SUPERSEDED
            ? AlertState.SUPERSEDED
            : AlertState.WITHDRAWN;
    return told.restated(state, reason(assessment), now)
        .with(edit -> edit.rules(assessment.rules()).observedAt(assessment.observedAt()));
  }

  private static String reason(Assessment assessment) {
    if (assessment.reason() != null) {
      return assessment.reason();
    }
    return assessment.supersededBy() == null
        ? "the evidence is gone"
        : "its members belong to " + assessment.supersededBy() + " now";
  }

  private static String hub(Assessment assessment) {
    if (assessment.lead() != null) {
      return assessment.lead().release().hub();
    }
    int colon = assessment.clusterId().indexOf(':');
    return colon < 0 ? "unknown" : assessment.clusterId().substring(0, colon);
  }
}
