package dev.tunewatch.alerts.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.deliver.Trial;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;

/**
 * What a receiver reads: the payload that Standard Webhooks describes (type, timestamp, data),
 * which is a CloudEvents 1.0 event in structured mode as well. It depends on nothing but the
 * version of the alert, so that every retry carries the same bytes.
 */
final class WebhookBody {

  /** Of an event in structured mode. */
  static final String CONTENT_TYPE = "application/cloudevents+json";

  /** Standard Webhooks asks for less than 20 kB. */
  static final int MAX_BYTES = 20_000;

  private static final String SOURCE = "/alerts";

  private WebhookBody() {}

  /** Writes it with as many members as fit, {@link Alert#MAX_MEMBERS_IN_MESSAGE} at the most. */
  static byte[] of(Alert alert) {
    byte[] body = write(alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE));
    for (int members = Alert.MAX_MEMBERS_IN_MESSAGE;
        body.length >= MAX_BYTES && members > 0;
        members--) {
      body = write(alert.cut(members - 1));
    }
    return body;
  }

  private static byte[] write(Alert alert) {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("specversion", "1.0");
    json.put("id", alert.id() + ":" + alert.version());
    json.put("source", SOURCE);
    json.put("type", type(alert));
    json.put("time", alert.updatedAt().toString());
    json.put("timestamp", alert.updatedAt().toString());
    json.put("datacontenttype", "application/json");
    json.set("data", AlertJson.tree(alert));
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String type(Alert alert) {
    if (Trial.is(alert)) {
      return "alert.test";
    }
    AlertState state = alert.state();
    return switch (state) {
      case NEW -> "alert.new";
      case UPDATED -> "alert.updated";
      case WITHDRAWN, SUPERSEDED, FALSE_POSITIVE -> "alert.withdrawn";
    };
  }
}
