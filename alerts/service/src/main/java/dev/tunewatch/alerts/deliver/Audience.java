package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.deliver.AlertTransaction.Entry;
import dev.tunewatch.alerts.subscription.Silence;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.filter.AlertFacts;
import dev.tunewatch.alerts.subscription.filter.Filter;
import dev.tunewatch.alerts.subscription.filter.FilterRejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions and silences as they were last read, with their filters ready. They are read again
 * when the store says that one of them has changed, and only then.
 */
public final class Audience {

  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

  private final DeliveryMetrics metrics;
  private Optional<Snapshot> known = Optional.empty();

  /** Counts what filters cannot say. */
  public Audience(DeliveryMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Everybody who is to be told of these versions, with what and when.
   *
   * @param told of each alert, who has heard of it before
   */
  synchronized List<Addressed> addressed(
      AlertTransaction transaction,
      List<Alert> versions,
      Map<AlertId, Set<String>> told,
      Instant now) {
    Snapshot snapshot = current(transaction); // Asked once: a batch is one moment.
    List<Addressed> addressed = new ArrayList<>();
    for (Alert alert : versions) {
      addressed.addAll(addressed(snapshot, alert, told.getOrDefault(alert.id(), Set.of()), now));
    }
    return addressed;
  }

  private List<Addressed> addressed(Snapshot snapshot, Alert alert, Set<String> told, Instant now) {
    SubscriptionIndex.Recipients recipients = snapshot.index.recipients(alert, told);
    metrics.filtersFailed(recipients.failed());
    if (recipients.subscriptions().isEmpty()) {
      return List.of();
    }
    List<Standing> silences = alert.state().retracts() ? List.of() : snapshot.on(alert, now);
    List<Addressed> addressed = new ArrayList<>();
    for (Subscription to : recipients.subscriptions()) {
      Optional<Silence> silence =
          silences.stream().map(s -> s.silence).filter(s -> s.holdsFor(to)).findFirst();
      addressed.add(new Addressed(to, alert, Routing.route(to, alert, now, silence)));
      if (silence.isPresent()) {
        metrics.silenced();
      }
    }
    return addressed;
  }

  private Snapshot current(AlertTransaction transaction) {
    // Before what it numbers: what changes in between is read again next time.
    long revision = transaction.subscriptionRevision();
    if (known.isEmpty() || known.get().revision != revision) {
      Map<String, Optional<Filter>> had = known.map(snapshot -> snapshot.filters).orElse(Map.of());
      Map<String, Optional<Filter>> filters = new HashMap<>();
      SubscriptionIndex index =
          new SubscriptionIndex(
              transaction.subscriptions(),
              // Of two mistakes a message too many is the smaller one.
              text -> filters.computeIfAbsent(text, t -> ready(had, t)).orElse(Filter.ALL));
      List<Standing> silences =
          transaction.silences().stream()
              .flatMap(
                  silence ->
                      filters.computeIfAbsent(silence.filter(), t -> ready(had, t)).stream()
                          .map(filter -> new Standing(silence, filter)))
              .toList();
      known = Optional.of(new Snapshot(revision, index, silences, filters));
    }
    return known.get();
  }

  /** Nothing where this version of the service cannot read it any more. */
  private static Optional<Filter> ready(Map<String, Optional<Filter>> had, String text) {
    Optional<Filter> present = had.get(text);
    if (present != null) {
      return present;
    }
    try {
      return Optional.of(Filter.of(text));
    } catch (FilterRejected unreadable) {
      LOG.atWarn()
          .log(
              "A filter is not understood; a subscription with it hears all, a silence keeps"
                  + " nothing back: {}",
              unreadable.getMessage());
      return Optional.empty();
    }
  }

  /**
   * A version to be told to somebody.
   *
   * @param entry how
   */
  record Addressed(Subscription to, Alert alert, Entry entry) {}

  private static final class Snapshot {
    private final long revision;
    private final SubscriptionIndex index;
    private final List<Standing> silences;
    private final Map<String, Optional<Filter>> filters;

    Snapshot(
        long revision,
        SubscriptionIndex index,
        List<Standing> silences,
        Map<String, Optional<Filter>> filters) {
      this.revision = revision;
      this.index = index;
      this.silences = silences;
      this.filters = filters;
    }

    /** The silences that stand and mean this alert. */
    List<Standing> on(Alert alert, Instant now) {
      List<Standing> standing = silences.stream().filter(s -> s.silence.stands(now)).toList();
      if (standing.isEmpty()) {
        return List.of();
      }
      AlertFacts facts = AlertFacts.of(alert);
      return standing.stream().filter(s -> s.filter.ask(facts) == Filter.Answer.YES).toList();
    }
  }

  private static final class Standing {
    private final Silence silence;
    private final Filter filter;

    Standing(Silence silence, Filter filter) {
      this.silence = silence;
      this.filter = filter;
    }
  }
}
