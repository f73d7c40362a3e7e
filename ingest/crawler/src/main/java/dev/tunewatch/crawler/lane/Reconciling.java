package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.lane.ListingReader.CursorRefused;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import dev.tunewatch.crawler.recheck.Decision;
import dev.tunewatch.crawler.recheck.Intervals;
import dev.tunewatch.crawler.recheck.Recheck;
import dev.tunewatch.crawler.recheck.Visit;
import dev.tunewatch.crawler.recheck.Watched;
import dev.tunewatch.crawler.reconcile.Comparison;
import dev.tunewatch.crawler.reconcile.KnownReleases;
import dev.tunewatch.crawler.reconcile.LogFold;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.crawler.walk.ListingPage;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One walk: folds the log, walks the whole listing and publishes what differs, reads the log again
 * for the names that were not met, and confirms each at its own page, the second look, before
 * anything is said of it.
 */
final class Reconciling {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_RESTARTED_WALKS = 3;
  private static final int CONFIRMED = 50;
  private static final int AWAY = 4;
  private static final Intervals AT_ONCE =
      new Intervals(List.of(Duration.ofDays(1)), Duration.ZERO);

  private final Hub hub;
  private final String baseUrl;
  private final int pageSize;
  private final ListingReader listing;
  private final ReleaseReader pages;
  private final Origin origin;
  private final ReleaseQueue log;
  private final Clock clock;
  private final Recheck recheck;
  private final FormerHolders formerHolders;
  private final UnreadablePages unreadable = new UnreadablePages();

  Reconciling(
      Hub hub,
      String baseUrl,
      int pageSize,
      ListingReader listing,
      ReleaseReader pages,
      Origin origin,
      ReleaseQueue log,
      Clock clock,
      RandomGenerator random) {
    this.hub = hub;
    this.baseUrl = baseUrl;
    this.pageSize = pageSize;
    this.listing = listing;
    this.pages = pages;
    this.origin = origin;
    this.log = log;
    this.clock = clock;
    this.recheck = new Recheck(AT_ONCE, random);
    this.formerHolders = new FormerHolders(hub, pages, clock);
  }

  /**
   * What was found and becomes visible together.
   *
   * @param parts what differs from the log
   * @param identities of renamed releases
   * @param escalations what the operator alone may learn of
   * @param letters what could not be read
   */
  record Found(
      List<Publishable> parts,
      List<Identity> identities,
      List<Escalation> escalations,
      List<DeadLetter> letters) {

    static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of());

    Found {
      parts = List.copyOf(parts);
      identities = List.copyOf(identities);
      escalations = List.copyOf(escalations);
      letters = List.copyOf(letters);
    }

    boolean isEmpty() {
      return parts.isEmpty() && identities.isEmpty() && escalations.isEmpty() && letters.isEmpty();
    }
  }

  /** Where results go, page by page. */
  interface Sink {

    /** Makes them visible together. */
    void commit(Found found, int listed);
  }

  ReconcileSummary run(@Nullable Instant floor, Sink sink) throws InterruptedException {
    KnownReleases known = new KnownReleases();
    LogFold fold = new LogFold(hub.name(), known);
    readLog(fold::take);
    ReconcileTally tally = new ReconcileTally(sink);
    Comparison comparison = new Comparison(known, fold.takenOver(), floor);
    boolean whole = true;
    for (String first : hub.wholeListing(baseUrl, pageSize)) {
      whole &= walk(first, comparison, tally);
    }
    if (whole) {
      LogFold.Absent absent = fold.new Absent();
      readLog(absent::take);
      whole = !absent.isTooMuch();
      if (whole) {
        confirm(absent, known, tally);
        formerHolders.settle(fold, absent, known, tally);
      }
    }
    return tally.summary(whole, known);
  }

  /** Whether the listing was walked to its end. */
  private boolean walk(String first, Comparison comparison, ReconcileTally tally)
      throws InterruptedException {
    boolean whole = true;
    int restarts = 0;
    String url = first;
    while (url != null) {
      Optional<ListingReader.Read> read;
      try {
        read = listing.read(url, null);
      } catch (CursorRefused expired) {
        if (++restarts > MOST_RESTARTED_WALKS) {
          throw new HubUnreadable("the hub refuses its own pages", expired);
        }
        url = first;
        whole = true;
        continue;
      } catch (HubUnreadable stops) {
        unreadable.first(stops).ifPresent(tally::refuse);
        tally.flush();
        throw stops;
      }
      read.orElseThrow().deadLetters().forEach(tally::refuse);
      ListingPage page = read.orElseThrow().page();
      whole &= page.defect() == null;
      List<Publishable> parts = new ArrayList<>();
      for (Row row : page.rows()) {
        if (row instanceof Row.Listed listed) {
          parts.addAll(comparison.take(listed));
        } else if (row instanceof Row.Escalated escalated) {
          tally.escalate(escalated.escalation());
        } else if (row instanceof Row.Refused refused) {
          tally.refuse(letter("malformed", refused.reason(), url, hub.name(), refused.bytes()));
        }
      }
      tally.add(parts, List.of(), page.rows().size());
      tally.flush();
      String next = page.next();
      url = next == null ? null : origin.absolute(next).orElseThrow();
    }
    return whole;
  }

  private void confirm(LogFold.Absent absent, KnownReleases known, ReconcileTally tally)
      throws InterruptedException {
    int failedInARow = 0;
    for (Map.Entry<String, String> entry : absent.names().entrySet()) {
      ReleaseName name = new ReleaseName(hub.name(), entry.getKey());
      Instant now = clock.instant();
      try {
        Watched before = watched(name, entry.getValue(), absent, known, now);
        Visit visit = pages.read(name);
        if (visit instanceof Visit.Escalated escalated) {
          Row.Escalated row = escalated.row();
          tally.escalate(row.escalation());
          tally.add(Publishable.withdrawn(row.release(), row.identity(), now), List.of(), 0);
        }
        if (visit instanceof Visit.Unreadable page) {
          Row.Refused refused = page.refused();
          String url = pages.source(name).source();
          tally.refuse(letter("malformed", refused.reason(), url, name.key(), refused.bytes()));
        }
        Decision decision =
            recheck.decide(
                before, visit, pages.source(name), now, other -> other(other, known, now));
        ReleasePart elsewhere = absent.elsewhere(KnownReleases.identity(before.hubId()));
        if (elsewhere != null && isRemoved(name, decision)) {
          // Its name leads nowhere or to another release, but the walk met it under a new one.
          formerHolders.moved(name.id(), elsewhere, absent, true, tally);
        } else {
          tally.add(decision.parts(), decision.identities(), 0);
        }
        failedInARow = 0;
      } catch (FetchFailure failure) {
        tally.unconfirmed();
        if (!failure.kind().mayPass()) {
          String url = pages.source(name).source();
          String why = String.valueOf(failure.getMessage());
          tally.refuse(letter("fetch_failed", why, url, name.key(), new byte[0]));
        }
        failedInARow = failure.kind().mayPass() ? failedInARow + 1 : 0;
        if (failedInARow >= AWAY) {
          throw new HubUnreadable("a release cannot be read: " + failure.getMessage(), failure);
        }
      }
      if (tally.waiting() >= CONFIRMED) {
        tally.flush();
      }
    }
    tally.flush();
  }

  private static boolean isRemoved(ReleaseName name, Decision decision) {
    return decision.rows().stream()
        .anyMatch(row -> row.release().equals(name) && row.status() == Status.State.REMOVED);
  }

  private static Watched watched(
      ReleaseName name, String hubId, LogFold.Absent absent, KnownReleases known, Instant now) {
    Identity identity = absent.identity(hubId);
    return new Watched(
        name,
        hubId.isEmpty() ? null : hubId,
        known.digest(name.id()),
        null,
        known.state(name.id()),
        null,
        identity == null ? List.of() : identity.formerNames(),
        now,
        0,
        now,
        false);
  }

  private static @Nullable Watched other(ReleaseName name, KnownReleases known, Instant now) {
    String digest = known.digest(name.id());
    return digest == null
        ? null
        : new Watched(
            name, null, digest, null, known.state(name.id()), null, List.of(), null, 0, now, false);
  }

  private void readLog(BiConsumer<String, byte[]> reader) throws InterruptedException {
    try (log) {
      log.open(Map.of());
      Map<Integer, Long> ends = log.ends();
      while (!hasReached(log.positions(), ends)) {
        for (ReleaseQueue.Entry entry : log.poll(POLL)) {
          reader.accept(entry.key(), entry.value());
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while the log was read");
        }
      }
    }
  }

  private static DeadLetter letter(
      String reason, String error, String position, String key, byte[] value) {
    return new DeadLetter(
        "ingest.reconcile", reason, error, position, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private static boolean hasReached(Map<Integer, Long> positions, Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
