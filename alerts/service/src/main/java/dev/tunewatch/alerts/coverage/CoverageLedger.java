package dev.tunewatch.alerts.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.LetterId;
import dev.tunewatch.bus.RedriveMark;
import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last ledger line of each lane, the last status of each component and the open dead letters.
 * Lines are shown as their lane wrote them; only what depends on the time of asking is added.
 */
public final class CoverageLedger {

  /** A lane that says nothing of its interval is stale after this. */
  static final Duration STALE = Duration.ofMinutes(15);

  private static final Duration CANARY_PATIENCE = Duration.ofMinutes(10);
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_LETTERS = 200_000;
  private static final int MOST_BYTES = 1024 * 1024;
  private static final Duration LETTERS_LIVE = Duration.ofDays(14);

  private final Map<String, ObjectNode> lanes = new TreeMap<>();
  private final Map<String, ObjectNode> status = new TreeMap<>();
  private final Map<LetterId, Kept> letters = new LinkedHashMap<>();

  /** What is kept of a letter. */
  private record Kept(String stage, String reason, String error, Instant at) {}

  /** Takes a record of {@code coverage.v1}; one that is no line is passed over. */
  public synchronized void line(String key, byte @Nullable [] value) {
    put(lanes, key, value);
  }

  /** Takes a record of {@code status.v1}. */
  public synchronized void status(String key, byte @Nullable [] value) {
    put(status, key, value);
  }

  /** Takes a dead letter. */
  public synchronized void letter(LetterId id, DeadLetter letter, Instant at) {
    letters.put(id, new Kept(letter.stage(), letter.reason(), letter.error(), at));
    if (letters.size() > MOST_LETTERS) {
      letters.remove(letters.keySet().iterator().next());
    }
  }

  /** Takes what became of one. */
  public synchronized void redriven(RedriveMark mark) {
    if (mark.outcome().closes()) {
      letters.remove(mark.letter());
    }
  }

  /** The status of one component as it wrote it, null where it wrote none. */
  public synchronized @Nullable JsonNode statusOf(String component) {
    ObjectNode row = status.get(component);
    return row == null ? null : row.deepCopy();
  }

  /** All of it, as JSON. */
  public synchronized JsonNode report(Instant now) {
    ObjectNode report = EventJson.mapper().createObjectNode();
    report.put("asOf", now.toString());
    ArrayNode lines = report.putArray("lanes");
    lanes.values().forEach(line -> lines.add(aged(line.deepCopy(), now)));
    report.set("deadLetters", deadLetters(now));
    ArrayNode components = report.putArray("status");
    status.forEach((key, row) -> components.add(row.deepCopy().put("component", key)));
    report.put("canaryOverdue", isCanaryOverdue(now));
    return report;
  }

  private static ObjectNode aged(ObjectNode line, Instant now) {
    Instant at = time(line.path("at").asText());
    if (at == null) {
      return line.put("stale", true);
    }
    long age = Math.max(0, Duration.between(at, now).toSeconds());
    long interval = line.path("intervalSeconds").asLong(0);
    long patience = interval > 0 ? 2 * interval + 60 : STALE.toSeconds();
    boolean done = line.path("done").asBoolean(false);
    return line.put("ageSeconds", age).put("stale", !done && age > patience);
  }

  /** One flew and did not arrive in time, or none flew when one was due. */
  private boolean isCanaryOverdue(Instant now) {
    ObjectNode flights = lanes.get(Canaries.HUB + "/" + Canaries.HUB);
    Instant flown = flights == null ? null : time(flights.path("at").asText());
    if (flights == null || flown == null) {
      return false;
    }
    ObjectNode arrivals = status.get(Canaries.STATUS);
    Instant arrived = arrivals == null ? null : time(arrivals.path("publishedAt").asText());
    boolean late = arrived == null || arrived.isBefore(flown);
    Instant next = flown.plusSeconds(flights.path("intervalSeconds").asLong() * 3 / 2);
    return (late && flown.plus(CANARY_PATIENCE).isBefore(now))
        || next.plus(CANARY_PATIENCE).isBefore(now);
  }

  private ArrayNode deadLetters(Instant now) {
    Instant oldest = now.minus(LETTERS_LIVE);
    letters.values().removeIf(letter -> letter.at().isBefore(oldest));
    Map<String, ObjectNode> groups = new TreeMap<>();
    Map<String, Instant> newest = new HashMap<>();
    for (Kept letter : letters.values()) {
      String name = letter.stage() + "\n" + letter.reason();
      ObjectNode group =
          groups.computeIfAbsent(
              name,
              n ->
                  EventJson.mapper()
                      .createObjectNode()
                      .put("stage", letter.stage())
                      .put("reason", letter.reason())
                      .put("count", 0));
      group.put("count", group.path("count").asInt() + 1);
      if (newest.merge(name, letter.at(), (a, b) -> b.isBefore(a) ? a : b).equals(letter.at())) {
        group.put("newest", letter.at().toString()).put("error", letter.error());
      }
    }
    ArrayNode all = EventJson.mapper().createArrayNode();
    groups.values().stream()
        .sorted(Comparator.comparingInt(group -> -group.path("count").asInt()))
        .limit(MOST_ROWS)
        .forEach(all::add);
    return all;
  }

  private static void put(Map<String, ObjectNode> rows, String key, byte @Nullable [] value) {
    if (value == null) {
      rows.remove(key);
      return;
    }
    if (value.length > MOST_BYTES || (rows.size() >= MOST_ROWS && !rows.containsKey(key))) {
      return;
    }
    try {
      if (EventJson.mapper().readTree(value) instanceof ObjectNode row) {
        rows.put(key, row);
      }
    } catch (JsonProcessingException notALine) {
      // The line before it stands; its age shows that nothing readable came since.
      return;
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException none) {
      return null;
    }
  }
}
