package dev.tunewatch.alerts;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.alert.Told;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.events.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Assessments to test with. */
public final class Samples {

  /** When everything here was observed. */
  public static final Instant OBSERVED = Instant.parse("2026-03-02T10:00:00Z");

  private Samples() {}

  /** A cluster of so many flagged copies, created an hour before it was seen. */
  public static Assessment active(String name, int copies, Severity severity, SignalId... ids) {
    return cluster(name, copies, severity, OBSERVED.minus(Duration.ofHours(1)), List.of(ids));
  }

  /** A V1 of severity P2 with one copy, created at a time of choice. */
  public static Assessment createdAt(String name, @Nullable Instant createdAt) {
    return cluster(name, 1, Severity.P2, createdAt, List.of(SignalId.V1));
  }

  /** A V1 of severity P2 with a copy created at each of these times, the earliest first. */
  public static Assessment createdAt(String name, Instant earliest, Instant... later) {
    Assessment one = createdAt(name, earliest);
    List<Member> members = new ArrayList<>(one.members());
    for (Instant time : later) {
      members.add(member(name, members.size(), one.severity(), time, one.signals()));
    }
    return new Assessment(
        one.clusterId(),
        one.state(),
        null,
        null,
        one.severity(),
        one.canonicalKey(),
        null,
        one.rules(),
        one.signals(),
        one.lead(),
        members,
        members.size(),
        members.size(),
        earliest,
        one.observedAt(),
        null);
  }

  private static Assessment cluster(
      String name, int copies, Severity severity, @Nullable Instant createdAt, List<SignalId> ids) {
    List<Signal> signals = ids.stream().map(id -> signal(id, name)).toList();
    List<Member> members =
        IntStream.range(0, Math.min(copies, Assessment.MAX_MEMBERS))
            .mapToObj(i -> member(name, i, severity, createdAt, signals))
            .toList();
    return new Assessment(
        "huggingface:" + name,
        Assessment.State.ACTIVE,
        null,
        null,
        severity,
        name,
        null,
        "rules-1",
        signals,
        members.get(0),
        members,
        copies,
        copies,
        createdAt,
        OBSERVED,
        null);
  }

  /** A V1 of severity P2 with one copy. */
  public static Assessment alarming(String name) {
    return active(name, 1, Severity.P2, SignalId.V1);
  }

  /** The end of a cluster. */
  public static Assessment ended(String name, Assessment.State state, @Nullable String by) {
    return new Assessment(
        "huggingface:" + name,
        state,
        null,
        by,
        Severity.P4,
        name,
        null,
        "rules-1",
        List.of(),
        null,
        List.of(),
        0,
        0,
        null,
        OBSERVED.plusSeconds(60),
        null);
  }

  /** A message about the first version of an alert, to a subscription of a channel. */
  public static Message message(String channel, ChannelSettings settings, Alert alert) {
    Subscription subscription =
        new SubscriptionDraft("s", channel, settings, Severity.P4, true, Tlp.CLEAR)
            .create(new Random(1), OBSERVED);
    return new Message(1, "msg_1", subscription, alert, 1, OBSERVED, Set.of());
  }

  /** The first version of the alert of a cluster. */
  public static Alert alert(Assessment assessment) {
    return revised(null, assessment, OBSERVED.plusSeconds(5));
  }

  /** The version after one, told at a time of choice. */
  public static Alert revised(@Nullable Alert before, Assessment assessment, Instant now) {
    Standing standing = before == null ? null : new Standing(before, Told.NOTHING);
    return new Revisions(Duration.ofDays(7))
        .revise(standing, assessment, now)
        .orElseThrow()
        .alert();
  }

  /** An alert whose every text is what a hub chose. */
  public static Alert hostile(String text) {
    Alert plain = alert(alarming("removed"));
    Signal signal =
        new Signal(
            SignalId.V1,
            Tier.E3,
            Confidence.of(0.95),
            null,
            null,
            List.of(new Evidence(text, text, null, null, "v1.test@1")));
    return plain.with(
        edit ->
            edit.headline(text + " declares its safeguards removed (V1)")
                .root(text)
                .signals(List.of(signal))
                .reason(text));
  }

  private static Member member(
      String name, int copy, Severity severity, @Nullable Instant createdAt, List<Signal> signals) {
    ReleaseName release = new ReleaseName("huggingface", "maker" + copy + "/" + name);
    return new Member(
        release,
        "https://huggingface.co/" + release.id(),
        createdAt,
        OBSERVED,
        10L * copy,
        severity,
        true,
        signals,
        List.of());
  }

  private static Signal signal(SignalId id, String name) {
    return new Signal(
        id,
        Tier.E2,
        Confidence.of(0.95),
        null,
        null,
        List.of(new Evidence("id", name, 0, name.length(), "v1.test@1")));
  }
}
