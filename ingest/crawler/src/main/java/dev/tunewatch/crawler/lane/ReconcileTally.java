package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.lane.Reconciling.Found;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.reconcile.KnownReleases;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found so far, and what of it is not yet visible. */
final class ReconcileTally {
  private final Reconciling.Sink sink;
  private List<Publishable> parts = new ArrayList<>();
  private List<Identity> identities = new ArrayList<>();
  private List<Escalation> escalations = new ArrayList<>();
  private List<DeadLetter> letters = new ArrayList<>();
  private final Set<String> spokenOf = new HashSet<>();
  private int pending;
  private long listed;
  private long published;
  private long removed;
  private long renamed;
  private long unconfirmed;

  ReconcileTally(Reconciling.Sink sink) {
    this.sink = sink;
  }

  void add(List<Publishable> more, List<Identity> moved, int rows) {
    parts.addAll(more);
    identities.addAll(moved);
    pending += rows;
    for (Publishable each : more) {
      if (each.part() != null && each.part().body() instanceof Status status) {
        spokenOf.add(each.release().id());
        removed += status.state() == Status.State.REMOVED ? 1 : 0;
        renamed += status.state() == Status.State.RENAMED ? 1 : 0;
      }
    }
  }

  /** Whether a status of that name was published by this walk. */
  boolean speaksOf(String name) {
    return spokenOf.contains(name);
  }

  /** What the operator alone may learn of. */
  void escalate(Escalation escalation) {
    escalations.add(escalation);
  }

  /** What could not be read. */
  void refuse(DeadLetter letter) {
    letters.add(letter);
  }

  /** A name that was not listed and whose page could not be read. */
  void unconfirmed() {
    unconfirmed++;
  }

  /** How much is not yet visible. */
  int waiting() {
    return parts.size() + letters.size();
  }

  void flush() {
    sink.commit(new Found(parts, identities, escalations, letters), pending);
    listed += pending;
    published += parts.size();
    parts = new ArrayList<>();
    identities = new ArrayList<>();
    escalations = new ArrayList<>();
    letters = new ArrayList<>();
    pending = 0;
  }

  ReconcileSummary summary(boolean whole, KnownReleases known) {
    return new ReconcileSummary(
        listed, published, removed, renamed, unconfirmed, whole, known.size(), known.bytes());
  }
}
