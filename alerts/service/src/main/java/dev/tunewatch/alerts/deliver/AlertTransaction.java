package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Handlings;
import dev.tunewatch.alerts.alert.Judgement;
import dev.tunewatch.alerts.alert.Revision;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.alert.Verdicts;
import dev.tunewatch.alerts.subscription.Silence;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Assessment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be read and written in one transaction of an {@link AlertStore}. */
public interface AlertTransaction {

  /** Moves a position from what the reader believed it to be; false where it is elsewhere. */
  boolean advance(Position position);

  /** The alerts with these ids that exist, locked until the end of the transaction. */
  Map<AlertId, Standing> alerts(Collection<AlertId> ids);

  /** Writes alerts; material ones become a version in the feed, in this order. */
  void save(Collection<Revision> revisions);

  /** What people did with alerts. */
  Handlings handlings();

  /** What people decided of clusters and releases. */
  Verdicts verdicts();

  /** Keeps judgements, each in place of the one that its source gave before. */
  void judge(Collection<Judgement> judgements);

  /** A number that grows whenever a subscription or a silence changes. */
  long subscriptionRevision();

  /** The silences that have not ended. */
  List<Silence> silences();

  /** All subscriptions. */
  List<Subscription> subscriptions();

  /** For each of these alerts, ids of the subscriptions that were told of it. */
  Map<AlertId, Set<String>> told(Collection<AlertId> ids);

  /**
   * Puts messages into the outbox; those that are there already stay as they are.
   *
   * @param lease which of them somebody wants to send at once
   * @return the rows of those that he may, by message id: new ones, whose endpoint is not left
   *     alone
   */
  Map<String, Long> enqueue(Collection<Entry> entries, Lease lease);

  /** Holds a withdrawal back, in place of one that is held. */
  void hold(Assessment withdrawal, Instant dueAt);

  /** Drops the held withdrawals of these clusters. */
  void release(Collection<String> clusterIds);

  /** Takes out held withdrawals that are due, at most so many. */
  List<Assessment> due(Instant now, int limit);

  /**
   * How far a partition was read.
   *
   * @param topic full name
   * @param partition of the topic
   * @param expected next offset before this batch
   * @param next offset after it
   */
  record Position(String topic, int partition, long expected, long next) {}

  /**
   * A version to be told to one subscription.
   *
   * @param messageId its idempotency key, if it goes by itself
   * @param dueAt not before
   * @param urgent whether it goes in quiet hours as well
   * @param deferral why it waits, empty where it does not
   * @param joined what it goes with, empty where it goes by itself
   * @param silenceId the silence that keeps it back for good
   */
  record Entry(
      String subscriptionId,
      AlertId alertId,
      int version,
      String messageId,
      Instant acceptedAt,
      Instant dueAt,
      boolean urgent,
      Optional<String> deferral,
      Optional<Joined> joined,
      Optional<String> silenceId) {

    Entry deferred(Instant until, String why) {
      return new Entry(
          subscriptionId,
          alertId,
          version,
          messageId,
          acceptedAt,
          until,
          urgent,
          Optional.of(why),
          joined,
          silenceId);
    }

    Entry joined(Joined with) {
      return new Entry(
          subscriptionId,
          alertId,
          version,
          messageId,
          acceptedAt,
          with.dueAt(),
          urgent,
          deferral,
          Optional.of(with),
          silenceId);
    }

    /** The idempotency key of the message that this is the first to be in. */
    public String bundleMessageId() {
      return MessageId.ofBundle(
          subscriptionId, joined.map(Joined::key).orElse(""), alertId, version);
    }
  }

  /**
   * Leases what is put into the outbox.
   *
   * @param owner who sends it
   * @param until when the lease ends
   * @param messageIds which
   */
  record Lease(String owner, Instant until, Set<String> messageIds) {
    public Lease {
      messageIds = Set.copyOf(messageIds);
    }
  }

  /**
   * The message that several versions go in.
   *
   * @param form a digest or a wave
   * @param key what they have in common
   * @param dueAt when it is complete, if this is the first of them
   */
  record Joined(Content.Form form, String key, Instant dueAt) {}
}
