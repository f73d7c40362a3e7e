package dev.tunewatch.crawler.simulated.world;

import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Lets events happen to a hub, one after the other, and tells who wants to know. */
public final class World {

  private final RecordedHub hub;
  private final List<Consumer<WorldChange>> listeners = new CopyOnWriteArrayList<>();

  /** A world of this hub's models; the hub may be served meanwhile. */
  public World(RecordedHub hub) {
    this.hub = hub;
  }

  /** Is told of each change after it can be read, in order; must not take long. */
  public void listen(Consumer<WorldChange> listener) {
    listeners.add(listener);
  }

  /**
   * Lets an event happen, whatever its time.
   *
   * @throws IllegalArgumentException if it contradicts what is there: nothing has changed then
   */
  public synchronized void apply(WorldEvent event) {
    WorldChange change;
    if (event instanceof WorldEvent.Born born) {
      hub.add(born.record());
      change = new WorldChange(event, null, born.record());
    } else if (event instanceof WorldEvent.Edited edited) {
      HubRecord before = existing(edited.name());
      HubRecord after =
          before.edited(edited.set(), edited.texts(), edited.isCommit() ? edited.at() : null);
      hub.replace(after);
      change = new WorldChange(event, before, after);
    } else if (event instanceof WorldEvent.Renamed renamed) {
      HubRecord before = existing(renamed.name());
      hub.move(renamed.name(), renamed.to());
      change = new WorldChange(event, before, existing(renamed.to()));
    } else {
      HubRecord before = existing(event.name());
      hub.remove(event.name());
      change = new WorldChange(event, before, null);
    }
    listeners.forEach(listener -> listener.accept(change));
  }

  private HubRecord existing(String name) {
    return hub.find(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no model " + name));
  }
}
