package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.filter.AlertFacts;
import dev.tunewatch.alerts.subscription.filter.Filter;
import dev.tunewatch.alerts.subscription.filter.Filter.Answer;
import dev.tunewatch.alerts.subscription.filter.Term;
import dev.tunewatch.assessments.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The first stage: who is to be told of a version. Whoever was told of an alert is told all of its
 * later versions, also one that would not have matched by itself: a retraction or a lower severity
 * must reach everybody who acted on the first word.
 *
 * <p>An alert is compared with those subscriptions only whose most telling requirement it meets:
 * each lies under the terms of the set that the fewest others ask for, so what has nothing to do
 * with an alert costs it nothing. What requires nothing is asked every time, each text once.
 */
final class SubscriptionIndex {

  private final Map<String, Entry> byId = new HashMap<>();
  private final Map<Term, List<Entry>> byTerm = new HashMap<>();
  private final List<Entry> always = new ArrayList<>();

  /** Of the active ones among these, with their filters by text. */
  SubscriptionIndex(List<Subscription> subscriptions, Function<String, Filter> filters) {
    Map<Entry, List<Set<Term>>> required = new IdentityHashMap<>();
    Map<Term, Integer> asked = new HashMap<>();
    for (Subscription subscription : subscriptions) {
      if (!subscription.isActive()) {
        continue;
      }
      Entry entry =
          new Entry(byId.size(), subscription, filters.apply(subscription.interest().filter()));
      byId.put(subscription.id(), entry);
      List<Set<Term>> sets = required(entry);
      required.put(entry, sets);
      sets.forEach(set -> set.forEach(term -> asked.merge(term, 1, Integer::sum)));
    }
    for (Entry entry : byId.values()) {
      Optional<Set<Term>> telling =
          required.getOrDefault(entry, List.of()).stream()
              .min(
                  Comparator.comparingInt(
                      set -> set.stream().mapToInt(t -> asked.getOrDefault(t, 0)).sum()));
      telling.ifPresentOrElse(
          set -> set.forEach(t -> byTerm.computeIfAbsent(t, n -> new ArrayList<>()).add(entry)),
          () -> always.add(entry));
    }
  }

  /**
   * Chooses among the subscriptions, in their order.
   *
   * @param told ids of the subscriptions that have an earlier version in their outbox
   */
  Recipients recipients(Alert alert, Set<String> told) {
    Map<Integer, Subscription> chosen = new TreeMap<>();
    for (String id : told) {
      Entry entry = byId.get(id);
      if (entry != null && entry.subscription.interest().maySee(alert)) {
        chosen.put(entry.position, entry.subscription);
      }
    }
    int failed = 0;
    if (!alert.state().retracts()) {
      AlertFacts facts = AlertFacts.of(alert);
      Map<Filter, Answer> asked = new IdentityHashMap<>();
      for (Entry entry : candidates(facts)) {
        if (!chosen.containsKey(entry.position) && entry.subscription.covers(alert)) {
          Answer answer = asked.computeIfAbsent(entry.filter, filter -> filter.ask(facts));
          failed += answer == Answer.FAILED ? 1 : 0;
          if (answer.tells()) {
            chosen.put(entry.position, entry.subscription);
          }
        }
      }
    }
    return new Recipients(List.copyOf(chosen.values()), failed);
  }

  /** How many subscriptions an alert is compared with. */
  int compared(Alert alert) {
    return candidates(AlertFacts.of(alert)).size();
  }

  private List<Entry> candidates(AlertFacts facts) {
    List<Entry> candidates = new ArrayList<>(always);
    for (Term term : facts.terms()) {
      candidates.addAll(byTerm.getOrDefault(term, List.of()));
    }
    return candidates;
  }

  /** What the filter requires, and what the subscription does beside it. */
  private static List<Set<Term>> required(Entry entry) {
    List<Set<Term>> sets = new ArrayList<>(entry.filter.required());
    String hub = entry.subscription.interest().hub();
    if (!hub.isEmpty()) {
      sets.add(Set.of(new Term("hub", hub)));
    }
    Severity floor = entry.subscription.interest().severityFloor();
    if (floor != Severity.P4) {
      sets.add(
          Arrays.stream(Severity.values())
              .filter(severity -> severity.reaches(floor))
              .map(severity -> new Term("severity", severity.name()))
              .collect(Collectors.toSet()));
    }
    return sets;
  }

  /**
   * Who is told.
   *
   * @param failed how many filters could not say
   */
  record Recipients(List<Subscription> subscriptions, int failed) {}

  private static final class Entry {
    private final int position;
    private final Subscription subscription;
    private final Filter filter;

    Entry(int position, Subscription subscription, Filter filter) {
      this.position = position;
      this.subscription = subscription;
      this.filter = filter;
    }
  }
}
