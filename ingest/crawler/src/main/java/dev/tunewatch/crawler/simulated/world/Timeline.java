package dev.tunewatch.crawler.simulated.world;

import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events in the order of their times, of which those up to some time have happened. */
public final class Timeline {

  private final List<WorldEvent> events;
  private int next;
  private long refused;

  /**
   * A timeline of which nothing has happened.
   *
   * @param events in the order of their times; not copied, so that a list may make them when asked
   */
  public Timeline(List<WorldEvent> events) {
    this.events = events;
  }

  /** A timeline of events in any order; those of one time stay in the given order. */
  public static Timeline sorted(Collection<WorldEvent> events) {
    List<WorldEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(WorldEvent::at));
    return new Timeline(sorted);
  }

  /**
   * Takes what lies behind a time out of a recording and makes events of it. A model that was
   * modified later than it was created begins without its texts and gets them then: tools push
   * weights first and the card last.
   */
  public static List<WorldEvent> eventsBehind(RecordedHub recording, Instant time) {
    List<WorldEvent> events = new ArrayList<>();
    for (HubRecord record : recording.records()) {
      boolean unborn = record.createdAt().isAfter(time);
      Instant from = unborn ? record.createdAt() : time;
      boolean changes = record.lastModified().isAfter(from);
      HubRecord first = changes ? record.asCreated() : record;
      if (unborn) {
        recording.remove(record.id());
        events.add(new WorldEvent.Born(record.createdAt(), first));
      } else if (changes) {
        recording.replace(first);
      }
      if (changes) {
        events.add(
            new WorldEvent.Edited(
                record.lastModified(),
                record.id(),
                Map.of("sha", '"' + record.sha() + '"'),
                Map.copyOf(record.texts())));
      }
    }
    return events;
  }

  /**
   * Lets all happen that is due.
   *
   * @return how many events have happened now; one that the world refuses counts as refused only
   */
  public synchronized int advance(World world, Instant now) {
    int applied = 0;
    while (next < events.size()) {
      WorldEvent event = events.get(next);
      if (event.at().isAfter(now)) {
        break;
      }
      next++;
      try {
        world.apply(event);
        applied++;
      } catch (IllegalArgumentException contradiction) {
        refused++;
      }
    }
    return applied;
  }

  /** The time of the next event; empty when all have happened. */
  public synchronized Optional<Instant> next() {
    return next < events.size() ? Optional.of(events.get(next).at()) : Optional.empty();
  }

  /** Events that contradicted the world and did not happen. */
  public synchronized long refused() {
    return refused;
  }
}
