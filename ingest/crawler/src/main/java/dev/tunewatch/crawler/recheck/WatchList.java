package dev.tunewatch.crawler.recheck;

import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All watched releases of a hub, those that are due first. Confined to the lane's thread. */
public final class WatchList {

  private static final Comparator<Watched> ORDER =
      Comparator.comparing((Watched watched) -> !watched.urgent())
          .thenComparing(Watched::due)
          .thenComparing(watched -> watched.release().id());

  /** More than ten times what is flagged on the largest hub; about 60 MB. */
  public static final int MOST = 100_000;

  private final int most;
  private final Map<ReleaseName, Watched> rows = new HashMap<>();
  private final TreeSet<Watched> order = new TreeSet<>(ORDER);

  /** Holds as many as there is room for. */
  public WatchList() {
    this(MOST);
  }

  /** Holds so many. */
  public WatchList(int most) {
    this.most = most;
  }

  /** Whether a wish for a release that is not watched would have to be passed over. */
  public boolean isFullFor(ReleaseName release) {
    return rows.size() >= most && !rows.containsKey(release);
  }

  /** Remembers a release as it is now. */
  public void put(Watched watched) {
    Watched before = rows.put(watched.release(), watched);
    if (before != null) {
      order.remove(before);
    }
    order.add(watched);
  }

  /** What is known of a name, null where it is not watched. */
  public @Nullable Watched find(ReleaseName release) {
    return rows.get(release);
  }

  /** How many are watched. */
  public int size() {
    return rows.size();
  }

  /** The first that are due, at most that many. */
  public List<Watched> due(Instant now, int most) {
    List<Watched> due = new ArrayList<>();
    for (Watched watched : order) {
      if (due.size() >= most || (!watched.urgent() && watched.due().isAfter(now))) {
        break;
      }
      due.add(watched);
    }
    return due;
  }

  /**
   * Takes a wish in: what the hub told of, and what a redirect points to, is looked at now; what
   * detection wishes, after the shortest interval, because it has just been read.
   */
  public Watched wish(Wish wish, Intervals intervals, Instant now, RandomGenerator random) {
    Watched before = rows.get(wish.release());
    Watched known = before == null ? Watched.unseen(wish.release(), now) : before;
    Watched next =
        switch (wish.reason()) {
          case HUB_EVENT, REDIRECTED -> known.urgent(now);
          case FLAGGED, NO_LONGER_FLAGGED -> {
            Instant due = wish.at().plus(intervals.after(0, random));
            yield known.urgent() || (before != null && before.due().isBefore(due))
                ? known
                : known.next(0, due);
          }
        };
    put(next);
    return next;
  }
}
