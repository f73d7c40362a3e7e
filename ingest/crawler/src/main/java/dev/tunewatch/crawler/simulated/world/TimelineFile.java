package dev.tunewatch.crawler.simulated.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedObjects;
import dev.tunewatch.crawler.simulated.UnreadableRecordException;
import dev.tunewatch.crawler.simulated.clock.Moments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON lines: {@code {"at":"90s","event":"edited","name":"o/r","set":{"gated":"auto"}}}.
 * {@code at} is a time, or a duration after the hub's start; the other fields are those of {@link
 * WorldEvent}, {@code files} being its texts.
 */
public final class TimelineFile {

  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "born", Set.of("at", "event", "record"),
          "edited", Set.of("at", "event", "name", "set", "files"),
          "renamed", Set.of("at", "event", "name", "to"),
          "deleted", Set.of("at", "event", "name"));

  private TimelineFile() {}

  /**
   * Reads a file, plain or gzip.
   *
   * @param start of the hub, which durations follow
   * @throws UnreadableRecordException if a line is no event; the message names file and line
   */
  public static List<WorldEvent> read(Path file, Instant start)
      throws IOException, UnreadableRecordException {
    List<WorldEvent> events = new ArrayList<>();
    for (ObjectNode line : RecordedObjects.read(file)) {
      try {
        events.add(event(line, start));
      } catch (IllegalArgumentException | UnreadableRecordException e) {
        throw new UnreadableRecordException(
            file + ":" + (events.size() + 1) + ": " + e.getMessage());
      }
    }
    return events;
  }

  private static WorldEvent event(ObjectNode line, Instant start) throws UnreadableRecordException {
    String kind = line.path("event").asText("");
    Set<String> known = FIELDS.get(kind);
    if (known == null) {
      throw new IllegalArgumentException(
          "\"event\" is born, edited, renamed or deleted, not \"" + kind + "\"");
    }
    for (String field : (Iterable<String>) line::fieldNames) {
      if (!known.contains(field)) {
        throw new IllegalArgumentException("\"" + kind + "\" has no field \"" + field + "\"");
      }
    }
    Instant at = Moments.moment(text(line, "at"), start);
    return switch (kind) {
      case "born" -> new WorldEvent.Born(at, HubRecord.parse(line.path("record").toString()));
      case "edited" ->
          new WorldEvent.Edited(
              at, text(line, "name"), values(line.path("set"), false), texts(line.path("files")));
      case "renamed" -> new WorldEvent.Renamed(at, text(line, "name"), text(line, "to"));
      default -> new WorldEvent.Deleted(at, text(line, "name"));
    };
  }

  private static Map<String, @Nullable String> texts(JsonNode files) {
    for (JsonNode text : files) {
      if (!text.isTextual() && !text.isNull()) {
        throw new IllegalArgumentException("\"files\" holds something else than text");
      }
    }
    return values(files, true);
  }

  private static Map<String, @Nullable String> values(JsonNode object, boolean plain) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              values.put(
                  field.getKey(),
                  value.isNull() ? null : plain ? value.asText() : value.toString());
            });
    return values;
  }

  private static String text(ObjectNode line, String field) {
    if (!line.path(field).isTextual()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing");
    }
    return line.path(field).asText();
  }
}
