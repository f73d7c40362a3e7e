package dev.tunewatch.crawler.simulated.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.simulated.clock.Moments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Faults over time, one JSON object a line: {@code {"fault":"429","at":"30s","for":"2m"}}. Only
 * {@code fault} must be there; {@code share}, {@code amount}, {@code at} (after the start, or a
 * time of the hub), {@code for}, {@code request} (the n-th), {@code times} and {@code path} may be.
 */
public final class FaultScript {

  private static final long MAX_BYTES = 1 << 20;
  private static final Set<String> FIELDS =
      Set.of("fault", "share", "amount", "at", "for", "request", "times", "path");

  private static final List<String> NUMBERS = List.of("share", "request", "times");

  private FaultScript() {}

  /**
   * Reads a script; empty lines and those that begin with {@code #} are passed over.
   *
   * @throws UnknownFaultException if a line names a fault that there is not
   * @throws IllegalArgumentException if a line cannot be read; the message names file and line
   */
  public static List<Spell> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    List<Spell> spells = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          spells.add(spell(line));
        } catch (UnknownFaultException e) {
          throw e.at(file + ":" + number);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        }
      }
    }
    return spells;
  }

  static Spell spell(String line) {
    JsonNode node;
    try {
      node = PageRows.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.path("fault").isTextual()) {
      throw new IllegalArgumentException("not an object with a \"fault\"");
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                    "there is no field \"" + field + "\"; known are " + sorted());
              }
            });
    for (String field : NUMBERS) {
      if (node.has(field) && !node.path(field).isNumber()) {
        throw new IllegalArgumentException("\"" + field + "\" is a number");
      }
    }
    String at = node.path("at").asText("");
    @Nullable Instant time = time(at);
    String lasting = node.path("for").asText("");
    return new Spell(
        node.path("fault").asText(),
        node.path("share").asDouble(1),
        node.path("amount").asText(""),
        at.isEmpty() || time != null ? Duration.ZERO : Moments.duration(at),
        time,
        lasting.isEmpty() ? null : Moments.duration(lasting),
        node.path("request").asLong(1),
        node.path("times").asLong(Long.MAX_VALUE),
        node.path("path").asText(""));
  }

  private static Set<String> sorted() {
    return new TreeSet<>(FIELDS);
  }

  private static @Nullable Instant time(String at) {
    if (!at.contains("T")) {
      return null;
    }
    try {
      return Instant.parse(at);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + at + "' is neither a duration nor a time", e);
    }
  }
}
