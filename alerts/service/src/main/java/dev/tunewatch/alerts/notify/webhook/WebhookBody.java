package dev.tunewatch.alerts.notify.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Trial;
import dev.tunewatch.events.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

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

  /** Of whatever a message says. */
  static byte[] of(Message message) {
    if (message.content() instanceof Content.Story story) {
      return of(story.alert());
    }
    if (message.content() instanceof Content.Notice notice) {
      return event(message.messageId(), "notice", notice.at(), notice);
    }
    Content.Listing listing = (Content.Listing) message.content();
    byte[] body = listed(message.messageId(), listing);
    for (int lines = listing.lines().size(); body.length >= MAX_BYTES && lines > 0; lines--) {
      body = listed(message.messageId(), listing.cut(lines - 1));
    }
    return body;
  }

  private static byte[] listed(String messageId, Content.Listing listing) {
    ObjectNode data = EventJson.mapper().valueToTree(listing);
    data.remove("form");
    data.put("more", listing.more());
    return event(messageId, "alert." + listing.kind(), listing.at(), data);
  }

  private static byte[] write(Alert alert) {
    return event(alert.id() + ":" + alert.version(), type(alert), alert.updatedAt(), alert);
  }

  /** Written straight into bytes: a tree of the same would cost three times as much. */
  private static byte[] event(String id, String type, Instant time, Object data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
    try (JsonGenerator json = EventJson.mapper().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", id);
      json.writeStringField("source", SOURCE);
      json.writeStringField("type", type);
      json.writeStringField("time", time.toString());
      json.writeStringField("timestamp", time.toString());
      json.writeStringField("datacontenttype", "application/json");
      json.writeFieldName("data");
      EventJson.mapper().writeValue(json, data);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
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
