package dev.tunewatch.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small JSON lines for stdout. */
final class Json {

  private Json() {}

  /** One object of the given names and values, in their order. */
  static String line(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return EventJson.mapper().writeValueAsString(object);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
