package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.ListOrder.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All models of the moment, by name, by {@code _id} and in every order that was asked for: a change
 * costs the logarithm of the hub's size in each. Not thread-safe by itself: {@link RecordedHub}
 * lets many read or one write.
 */
final class HubIndex {

  private final Map<String, HubRecord> byId = new LinkedHashMap<>();
  private final Map<String, String> nameByObjectId = new HashMap<>();
  private final Map<String, String> movedObjectIds = new HashMap<>();
  private final Map<String, List<String>> byLowerCase = new HashMap<>();
  private final Map<ListOrder, NavigableMap<Position, HubRecord>> orders =
      new ConcurrentHashMap<>();

  Collection<HubRecord> records() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** Old names and the {@code _id} of who left them. */
  Map<String, String> moves() {
    return Collections.unmodifiableMap(movedObjectIds);
  }

  Optional<HubRecord> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Where the hub sends those who ask for this name: renamed, or spelled in another case. */
  Optional<String> redirect(String id) {
    String moved = movedObjectIds.get(id);
    String target =
        moved != null
            ? nameByObjectId.get(moved)
            : byLowerCase.getOrDefault(lower(id), List.of()).stream().findFirst().orElse(null);
    return Optional.ofNullable(target).filter(name -> !isPrivate(byId.get(name)));
  }

  /** The models behind a position of an order, or from its beginning; private ones left out. */
  Collection<HubRecord> behind(ListOrder order, @Nullable Position after) {
    NavigableMap<Position, HubRecord> sorted = orders.computeIfAbsent(order, this::sorted);
    return after == null ? sorted.values() : sorted.tailMap(after, false).values();
  }

  private NavigableMap<Position, HubRecord> sorted(ListOrder order) {
    NavigableMap<Position, HubRecord> sorted = new TreeMap<>(order::compare);
    for (HubRecord record : byId.values()) {
      if (!isPrivate(record)) {
        sorted.put(order.position(record), record);
      }
    }
    return sorted;
  }

  /**
   * Adds a model.
   *
   * @throws IllegalArgumentException if its {@code _id} is taken; nothing has changed then
   */
  void add(HubRecord record) {
    if (nameByObjectId.containsKey(record.objectId())) {
      throw new IllegalArgumentException("there is a model of _id " + record.objectId());
    }
    byId.put(record.id(), record);
    nameByObjectId.put(record.objectId(), record.id());
    byLowerCase.computeIfAbsent(lower(record.id()), any -> new ArrayList<>(1)).add(record.id());
    // A name that is used again belongs to its new owner.
    movedObjectIds.remove(record.id());
    if (!isPrivate(record)) {
      orders.forEach((order, sorted) -> sorted.put(order.position(record), record));
    }
  }

  /**
   * Takes a model out.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  HubRecord remove(String id) {
    HubRecord record = byId.remove(id);
    if (record == null) {
      throw new IllegalArgumentException("there is no model " + id);
    }
    nameByObjectId.remove(record.objectId());
    List<String> spellings = byLowerCase.getOrDefault(lower(id), new ArrayList<>());
    spellings.remove(id);
    if (spellings.isEmpty()) {
      byLowerCase.remove(lower(id));
    }
    orders.forEach((order, sorted) -> sorted.remove(order.position(record)));
    return record;
  }

  Optional<String> nameOf(String objectId) {
    return Optional.ofNullable(nameByObjectId.get(objectId));
  }

  /** Whether an {@code _id} belongs to somebody else than this name. */
  boolean isTaken(String objectId, String byOtherThan) {
    String owner = nameByObjectId.get(objectId);
    return owner != null && !owner.equals(byOtherThan);
  }

  void moved(String from, String objectId) {
    movedObjectIds.put(from, objectId);
  }

  private static boolean isPrivate(@Nullable HubRecord record) {
    return record != null && record.isSet("private");
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
