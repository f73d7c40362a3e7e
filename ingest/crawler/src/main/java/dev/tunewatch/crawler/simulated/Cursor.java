package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.ListOrder.Position;
import dev.tunewatch.crawler.simulated.ListOrder.Sort;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The place where a page ended, in the form that the real hub was seen to use: base64 of the JSON
 * of a MongoDB predicate that selects what follows. To clients it is opaque.
 */
final class Cursor {

  private static final JsonNodeFactory JSON = RecordParser.JSON.getNodeFactory();
  private static final int MAX_LENGTH = 4096;

  private Cursor() {}

  static String encode(ListOrder order, Position last) {
    byte[] predicate = predicate(order, last).toString().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(predicate);
  }

  /**
   * Reads a cursor that was made for this order.
   *
   * @throws RefusedRequest with status 400 if it was not
   */
  static Position decode(ListOrder order, String cursor) {
    if (cursor.length() <= MAX_LENGTH) {
      try {
        JsonNode decoded = RecordParser.JSON.readTree(Base64.getDecoder().decode(cursor));
        Position position = position(order, decoded);
        // One form per position: whatever else was in the predicate would be silently ignored.
        if (predicate(order, position).toString().equals(decoded.toString())) {
          return position;
        }
      } catch (IOException | IllegalArgumentException e) {
        throw unreadable();
      }
    }
    throw unreadable();
  }

  private static RefusedRequest unreadable() {
    return RefusedRequest.badRequest("Invalid cursor");
  }

  private static Position position(ListOrder order, JsonNode decoded) {
    if (order.sort() == Sort.CREATED_AT) {
      return new Position(null, null, decoded.path("_id").path(createdBound(order)).asText());
    }
    JsonNode first = decoded.path("$or").path(0);
    JsonNode value = first.path(order.sort().field());
    String objectId = first.path("_id").path("$gt").asText();
    BigDecimal number = value.isNumber() ? value.decimalValue() : null;
    return order.sort().numeric()
        ? new Position(number, null, objectId)
        : new Position(null, value.textValue(), objectId);
  }

  private static ObjectNode predicate(ListOrder order, Position last) {
    if (order.sort() == Sort.CREATED_AT) {
      return nested("_id", createdBound(order), JSON.textNode(last.objectId()));
    }
    String field = order.sort().field();
    JsonNode value = value(last);
    ArrayNode either = JSON.arrayNode();
    ObjectNode tie = either.addObject();
    tie.set(field, value);
    tie.set("_id", JSON.objectNode().put("$gt", last.objectId()));
    if (value.isNull()) {
      if (!order.descending()) {
        either.add(nested(field, "$ne", value));
      }
    } else {
      either.add(nested(field, order.descending() ? "$lt" : "$gt", value));
      if (order.descending()) {
        either.addObject().putNull(field);
      }
    }
    return JSON.objectNode().set("$or", either);
  }

  private static String createdBound(ListOrder order) {
    return order.descending() ? "$lt" : "$gt";
  }

  private static JsonNode value(Position position) {
    BigDecimal number = position.number();
    if (number != null) {
      return JSON.numberNode(number);
    }
    @Nullable String text = position.text();
    return text == null ? JSON.nullNode() : JSON.textNode(text);
  }

  private static ObjectNode nested(String field, String operator, JsonNode value) {
    return JSON.objectNode().set(field, JSON.objectNode().set(operator, value));
  }
}
