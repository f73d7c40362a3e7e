package dev.tunewatch.crawler.simulated.modelscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a client asks of ModelScope's listing: a numbered page of a filtered order. */
record ModelScopeQuery(Map<String, List<String>> parameters, int pageNumber, int pageSize) {

  private static final int REACH = 3000;

  /**
   * Reads the query.
   *
   * @throws RefusedRequest 400 for what cannot be read or lies behind the first 3,000 rows
   */
  static ModelScopeQuery of(Map<String, List<String>> parameters) {
    int pageNumber = positive(parameters, "page_number", 1);
    int pageSize = positive(parameters, "page_size", 10);
    if ((long) pageNumber * pageSize > REACH) {
      throw ModelScopeFace.refused(400, "page_number * page_size must be <= " + REACH);
    }
    return new ModelScopeQuery(parameters, pageNumber, pageSize);
  }

  boolean matches(ObjectNode model) {
    String search = first("search");
    String owner = first("owner");
    String id = model.path("id").asText();
    return (search == null || id.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)))
        && (owner == null || id.startsWith(owner + '/'))
        && holds(model.path("tasks"), first("filter.task"))
        && holds(model.path("tags"), first("filter.library"))
        && holds(model.path("tags"), first("filter.model_type"))
        && holds(model.path("tags"), first("filter.custom_tag"))
        && holds(model.path("license"), first("filter.license"));
  }

  Comparator<ObjectNode> order() {
    String sort = first("sort");
    Comparator<ObjectNode> byId = Comparator.comparing(model -> model.path("id").asText());
    if (sort == null || sort.isEmpty() || sort.equals("default")) {
      return byId;
    }
    return switch (sort) {
      case "downloads", "likes" ->
          Comparator.<ObjectNode>comparingLong(model -> -model.path(sort).asLong())
              .thenComparing(byId);
      case "last_modified", "created_at" ->
          Comparator.<ObjectNode>comparingLong(model -> -millis(model.path(sort)))
              .thenComparing(byId);
      default -> throw ModelScopeFace.refused(400, "sort is not supported");
    };
  }

  /** The hub writes times as ISO 8601, as seconds or as milliseconds. */
  static long millis(JsonNode time) {
    if (time.isNumber()) {
      long number = time.asLong();
      return number < 100_000_000_000L ? number * 1000 : number;
    }
    try {
      return Instant.parse(time.asText("")).toEpochMilli();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static boolean holds(JsonNode values, @Nullable String wanted) {
    return wanted == null
        || values.asText("").equals(wanted)
        || StreamSupport.stream(values.spliterator(), false)
            .anyMatch(value -> value.asText().equals(wanted));
  }

  private static int positive(Map<String, List<String>> parameters, String name, int otherwise) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return otherwise;
    }
    if (!values.get(0).matches("[0-9]{1,9}") || Integer.parseInt(values.get(0)) == 0) {
      throw ModelScopeFace.refused(400, name + " must be a positive number");
    }
    return Integer.parseInt(values.get(0));
  }

  private @Nullable String first(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }
}
