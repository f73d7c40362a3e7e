package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a small JSON object strictly: a field that nobody knows is refused with the nearest name.
 */
final class FieldReader {

  private final JsonNode json;

  private FieldReader(JsonNode json) {
    this.json = json;
  }

  static FieldReader of(byte[] body, List<String> known) {
    return of(body).restrictedTo(known);
  }

  /** Of an object with whatever members; {@link #restrictedTo} is asked once they are known. */
  static FieldReader of(byte[] body) {
    JsonNode json;
    try {
      json = EventJson.mapper().readTree(body);
    } catch (IOException malformed) {
      throw new Refused(400, "the body is not JSON");
    }
    if (json == null || !json.isObject()) {
      throw new Refused(400, "the body is not a JSON object");
    }
    return new FieldReader(json);
  }

  /** The same, if it has no other members. */
  FieldReader restrictedTo(List<String> known) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw unknown(name, known);
              }
            });
    return this;
  }

  Optional<String> text(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new Refused(422, field + " is not a text", field);
    }
    if (value.textValue().indexOf('\0') >= 0) {
      throw new Refused(422, field + " has a character that cannot be kept", field);
    }
    return Optional.of(value.textValue());
  }

  Optional<Boolean> flag(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw new Refused(422, field + " is not true or false", field);
    }
    return Optional.of(value.booleanValue());
  }

  Optional<Long> number(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Refused(422, field + " is not a whole number", field);
    }
    return Optional.of(value.longValue());
  }

  /** A list of at most so many texts; empty where it is missing. */
  List<String> texts(String field, int most) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (!value.isArray() || value.size() > most) {
      throw new Refused(422, field + " is not a list of at most " + most + " texts", field);
    }
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw new Refused(422, field + " is not a list of texts", field);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  <E extends Enum<E>> Optional<E> choice(String field, E[] values) {
    return text(field)
        .map(
            text ->
                Arrays.stream(values)
                    .filter(value -> value.name().equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new Refused(
                                422, field + " is one of " + Arrays.toString(values), field)));
  }

  /** A moment, ISO 8601 with a zone. */
  Optional<Instant> time(String field) {
    return text(field)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException notATime) {
                throw new Refused(422, field + " is a time such as 2026-03-01T12:00:00Z", field);
              }
            });
  }

  /** A text with something in it, at most so long. */
  Optional<String> bounded(String field, int most) {
    return text(field)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(
            text -> {
              if (text.length() > most) {
                throw new Refused(422, field + " has at most " + most + " characters", field);
              }
              return text;
            });
  }

  /** A list of objects or texts, at most so many; empty where it is missing. */
  List<JsonNode> list(String field, int most) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > most) {
      throw new Refused(422, field + " is a list of at most " + most, field);
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  /** A word of a closed set. */
  <T> Optional<T> word(String field, Function<String, T> read, List<String> words) {
    return text(field)
        .map(
            text -> {
              try {
                return read.apply(text);
              } catch (IllegalArgumentException unknown) {
                throw new Refused(422, field + " is one of " + words, field);
              }
            });
  }

  private static Refused unknown(String name, List<String> known) {
    String shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
    String nearest =
        known.stream().min(Comparator.comparingInt(k -> distance(k, shown))).orElseThrow();
    return new Refused(
        422, "there is no field '" + shown + "'; the nearest is '" + nearest + "'", shown);
  }

  /** Levenshtein's, case apart. */
  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
