package dev.tunewatch.crawler.simulated.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a listing's page, whichever hub's: the body itself, its {@code items}, or its {@code
 * data.models}.
 */
final class PageRows {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  // Stands for the rows while the rest of the body is written.
  private static final String PLACE = "\u0000rows\u0000";

  private final HubAnswer answer;
  private final JsonNode body;
  private final List<String> rows;

  private PageRows(HubAnswer answer, JsonNode body, List<String> rows) {
    this.answer = answer;
    this.body = body;
    this.rows = rows;
  }

  static Optional<PageRows> of(HubAnswer answer) {
    if (!answer.isJson()) {
      return Optional.empty();
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      JsonNode array =
          body.isArray()
              ? body
              : body.has("items") ? body.path("items") : body.path("data").path("models");
      if (!(array instanceof ArrayNode) || (!array.isEmpty() && !array.path(0).has("id"))) {
        return Optional.empty();
      }
      List<String> rows = new ArrayList<>();
      array.forEach(row -> rows.add(row.toString()));
      return Optional.of(new PageRows(answer, body, rows));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  List<String> rows() {
    return List.copyOf(rows);
  }

  /** Whether the page says that there is another one behind it. */
  boolean hasNext() {
    return answer.headers().containsKey("Link") || body.path("metadata").has("nextPage");
  }

  /** The answer with other rows, which need not be JSON. */
  HubAnswer answer(List<String> others) {
    return answer.withBody(body(others).getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #answer}, without the way to the next page. */
  HubAnswer lastAnswer(List<String> others) {
    if (body.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(List.of("nextPage", "nextCursor"));
    }
    return answer(others).without("Link");
  }

  private String body(List<String> others) {
    String array = "[" + String.join(",", others) + "]";
    if (body.isArray()) {
      return array;
    }
    ObjectNode whole = body.deepCopy();
    ObjectNode holder = whole.has("items") ? whole : (ObjectNode) whole.path("data");
    holder.put(whole.has("items") ? "items" : "models", PLACE);
    return whole.toString().replace("\"\\u0000rows\\u0000\"", array);
  }
}
