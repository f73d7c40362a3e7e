package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;

/** The one JSON form of an alert. */
public final class AlertJson {

  private AlertJson() {}

  /** Writes it. */
  public static String write(Alert alert) {
    try {
      return EventJson.mapper().writeValueAsString(alert);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The same as a tree, to be part of something larger. */
  public static ObjectNode tree(Alert alert) {
    return EventJson.mapper().valueToTree(alert);
  }

  /** A text as it stands within the JSON, without the quotes around it. */
  public static String text(String text) {
    try {
      String quoted = EventJson.mapper().writeValueAsString(text);
      return quoted.substring(1, quoted.length() - 1);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException if it is anything else
   */
  public static Alert read(String json) {
    try {
      return EventJson.mapper().readValue(json, Alert.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
