package dev.tunewatch.crawler.simulated;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All models at one moment, unchanging; the orders of the listing are sorted when first asked. */
final class HubSnapshot {

  private final Map<String, HubRecord> byId;
  private final Map<String, String> moves;
  private final Map<String, String> byLowerCase = new TreeMap<>();
  private final Map<ListOrder, List<HubRecord>> sorted = new ConcurrentHashMap<>();

  /**
   * @param moves old names and the names that they redirect to
   */
  HubSnapshot(Map<String, HubRecord> byId, Map<String, String> moves) {
    this.byId = Collections.unmodifiableMap(byId);
    this.moves = Map.copyOf(moves);
    byId.keySet().forEach(id -> byLowerCase.putIfAbsent(id.toLowerCase(Locale.ROOT), id));
  }

  Collection<HubRecord> records() {
    return byId.values();
  }

  Map<String, String> moves() {
    return moves;
  }

  Optional<HubRecord> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Where the hub sends those who ask for this name: renamed, or spelled in another case. */
  Optional<String> redirect(String id) {
    String moved = moves.get(id);
    return Optional.ofNullable(
        moved != null ? moved : byLowerCase.get(id.toLowerCase(Locale.ROOT)));
  }

  List<HubRecord> sorted(ListOrder order) {
    return sorted.computeIfAbsent(
        order,
        o ->
            byId.values().stream()
                .filter(record -> !record.isSet("private"))
                .sorted((a, b) -> o.compare(o.position(a), o.position(b)))
                .toList());
  }

  HubSnapshot with(HubRecord record) {
    boolean taken = byId.values().stream().anyMatch(r -> r.objectId().equals(record.objectId()));
    if (taken) {
      throw new IllegalArgumentException("there is a model of _id " + record.objectId());
    }
    Map<String, HubRecord> records = new LinkedHashMap<>(byId);
    records.put(record.id(), record);
    // A name that is used again belongs to its new owner.
    Map<String, String> left = new LinkedHashMap<>(moves);
    left.remove(record.id());
    return new HubSnapshot(records, left);
  }

  HubSnapshot without(String id) {
    if (!byId.containsKey(id)) {
      throw new IllegalArgumentException("there is no model " + id);
    }
    Map<String, HubRecord> records = new LinkedHashMap<>(byId);
    records.remove(id);
    return new HubSnapshot(records, moves);
  }

  HubSnapshot withMove(String from, String to) {
    Map<String, String> more = new LinkedHashMap<>(moves);
    more.put(from, to);
    return new HubSnapshot(byId, more);
  }
}
