package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.MalformedCheckpoint;
import dev.tunewatch.crawler.checkpoint.RecheckCheckpoint;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import dev.tunewatch.crawler.recheck.Decision;
import dev.tunewatch.crawler.recheck.Intervals;
import dev.tunewatch.crawler.recheck.Recheck;
import dev.tunewatch.crawler.recheck.Visit;
import dev.tunewatch.crawler.recheck.WatchList;
import dev.tunewatch.crawler.recheck.Watched;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.Wish;
import dev.tunewatch.events.WishCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Looks again at the releases that {@code watch.v1} names, with growing intervals. What a look
 * gave, where the lane stands in the topic and when it looks next become visible in one
 * transaction; each watched release has a checkpoint row of its own, {@code hub/recheck/<id>}.
 */
public final class RecheckLane implements Lane {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final int MOST_LOOKS = 4;
  private static final int AWAY = 4;

  private final RecheckSettings settings;
  private final Hub hub;
  private final ReleaseQueue queue;
  private final ReleaseReader pages;
  private final Recheck recheck;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final RecheckCommits commits;
  private final LaneMetrics metrics;
  private final Clock clock;
  private final RandomGenerator random;
  private final BooleanSupplier liveCaughtUp;
  private final Runnable caughtUp;

  private WatchList watched = new WatchList();
  private int failedInARow;

  /**
   * How the lane works.
   *
   * @param intervals between looks
   * @param heartbeat between signs of life when there is nothing to do
   * @param once whether it ends when nothing is due
   */
  public record RecheckSettings(Intervals intervals, Duration heartbeat, boolean once) {}

  RecheckLane(
      RecheckSettings settings,
      Hub hub,
      ReleaseQueue queue,
      ReleaseReader pages,
      Checkpoints checkpoints,
      Publication publication,
      RecheckCommits commits,
      LaneMetrics metrics,
      Clock clock,
      RandomGenerator random,
      BooleanSupplier liveCaughtUp,
      Runnable caughtUp) {
    this.settings = settings;
    this.hub = hub;
    this.queue = queue;
    this.pages = pages;
    this.recheck = new Recheck(settings.intervals(), random);
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.commits = commits;
    this.metrics = metrics;
    this.clock = clock;
    this.random = random;
    this.liveCaughtUp = liveCaughtUp;
    this.caughtUp = caughtUp;
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    try (publication;
        queue) {
      publication.open();
      restore();
      queue.open(commits.positions());
      Map<Integer, Long> target = null;
      Heartbeat heartbeat = new Heartbeat(settings.heartbeat());
      while (true) {
        if (target == null && liveCaughtUp.getAsBoolean()) {
          target = queue.ends();
        }
        boolean idle = watched.due(clock.instant(), 1).isEmpty();
        List<ReleaseQueue.Entry> entries = queue.poll(idle ? POLL : Duration.ZERO);
        if (take(entries) | look()) {
          heartbeat.beat(clock.instant());
        }
        Instant now = clock.instant();
        boolean nothingDue = watched.due(now, 1).isEmpty();
        boolean done = target != null && nothingDue && hasReached(target);
        if (heartbeat.isDue(now) || (done && settings.once())) {
          commits.commit(new RecheckWork(), queue.positions());
          heartbeat.beat(now);
        }
        if (nothingDue) {
          metrics.fresh(now);
        }
        metrics.watched(watched.size());
        progress.working(nothingDue ? "waiting for what is due" : "looking again");
        if (done) {
          caughtUp.run();
          if (settings.once()) {
            return;
          }
        }
      }
    }
  }

  private void restore() throws InterruptedException {
    watched = new WatchList();
    commits.restored(RecheckCheckpoint.fresh());
    for (Map.Entry<String, byte[]> row : checkpoints.readAll(commits.key()).entrySet()) {
      if (row.getKey().equals(commits.key())) {
        commits.restored(RecheckCheckpoint.decode(row.getValue()));
      } else if (row.getKey().startsWith(commits.key() + "/")) {
        try {
          watched.put(Watched.decode(row.getValue()));
        } catch (IllegalArgumentException unreadable) {
          throw new MalformedCheckpoint("a watched release cannot be read", unreadable);
        }
      }
    }
  }

  /** Whether anything was committed. */
  private boolean take(List<ReleaseQueue.Entry> entries) {
    RecheckWork work = new RecheckWork();
    for (ReleaseQueue.Entry entry : entries) {
      if (!entry.key().startsWith(hub.name() + ":") || entry.value().length == 0) {
        continue;
      }
      try {
        Wish wish = WishCodec.decode(entry.value());
        if (!wish.key().equals(entry.key())) {
          throw new MalformedEvent("the value is another release's", null);
        }
        if (watched.isFullFor(wish.release())) {
          metrics.notWatched();
          continue;
        }
        work.remember(watched.wish(wish, settings.intervals(), clock.instant(), random));
      } catch (MalformedEvent malformed) {
        String position = "watch.v1-" + entry.partition() + "@" + entry.offset();
        work.refuse("malformed", malformed.getMessage(), position, entry.key(), entry.value());
      }
    }
    if (work.isEmpty()) {
      return false;
    }
    commits.commit(work, queue.positions());
    return true;
  }

  /** Whether anything was committed. */
  private boolean look() throws InterruptedException {
    RecheckWork work = new RecheckWork();
    for (Watched due : watched.due(clock.instant(), MOST_LOOKS)) {
      String url = pages.source(due.release()).source();
      String name = due.release().key();
      try {
        Visit visit = pages.read(due.release());
        failedInARow = 0;
        Decision decision =
            recheck.decide(due, visit, pages.source(due.release()), clock.instant(), watched::find);
        work.add(decision);
        decision.rows().forEach(watched::put);
        if (visit instanceof Visit.Escalated escalated) {
          work.escalate(escalated.row(), clock.instant());
        }
        if (visit instanceof Visit.Unreadable unreadable) {
          Row.Refused refused = unreadable.refused();
          work.refuse("malformed", refused.reason(), url, name, refused.bytes());
        }
      } catch (FetchFailure failure) {
        Instant now = clock.instant();
        if (failure.kind().mayPass()) {
          failedInARow++;
          if (failedInARow >= AWAY) {
            failedInARow = 0;
            throw new HubUnreadable("a release cannot be read: " + failure.getMessage(), failure);
          }
          remember(due.next(due.step(), now.plus(AGAIN)), work);
        } else {
          work.refuse("fetch_failed", failure.getMessage(), url, name, new byte[0]);
          remember(due.next(due.step(), now.plus(settings.intervals().after(1, random))), work);
        }
      }
      work.looked();
    }
    if (work.isEmpty()) {
      return false;
    }
    commits.commit(work, queue.positions());
    return true;
  }

  private void remember(Watched row, RecheckWork work) {
    watched.put(row);
    work.remember(row);
  }

  private boolean hasReached(Map<Integer, Long> target) {
    Map<Integer, Long> positions = new HashMap<>(queue.positions());
    return target.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
