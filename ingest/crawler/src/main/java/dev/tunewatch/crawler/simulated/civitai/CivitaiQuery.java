package dev.tunewatch.crawler.simulated.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a client asks of Civitai's listing, refused by the same rules. */
record CivitaiQuery(Map<String, List<String>> parameters, CivitaiOrder order, int limit, int page) {

  private static final int MAX_LIMIT = 100;
  private static final int MAX_PAGED = 1000;

  /**
   * Reads the query.
   *
   * @throws RefusedRequest 400 for what cannot be read or combined, 429 for pages too far back
   */
  static CivitaiQuery of(Map<String, List<String>> parameters) {
    int limit = number(parameters, "limit", MAX_LIMIT);
    if (limit > MAX_LIMIT) {
      throw CivitaiFace.badRequest("limit: Number must be less than or equal to " + MAX_LIMIT);
    }
    int page = number(parameters, "page", 0);
    if (page > 0 && first(parameters, "query") != null) {
      throw CivitaiFace.badRequest(
          "Cannot use page param with query search. Use cursor-based pagination.");
    }
    if ((long) page * limit > MAX_PAGED) {
      throw RefusedRequest.with(
          HubAnswer.error(429, "You've requested too many pages, please use cursors instead"));
    }
    String sort = first(parameters, "sort");
    CivitaiOrder order =
        sort == null
            ? CivitaiOrder.HIGHEST_RATED
            : CivitaiOrder.of(sort)
                .orElseThrow(() -> CivitaiFace.badRequest("sort: Invalid enum value"));
    return new CivitaiQuery(parameters, order, limit, page);
  }

  @Nullable String cursor() {
    return first(parameters, "cursor");
  }

  boolean matches(ObjectNode model) {
    return oneOf("types", model.path("type"))
        && oneOf("username", model.path("creator").path("username"))
        && oneOf("ids", model.path("id"))
        && containsQuery(model)
        && anyOf("tag", model.path("tags"), null)
        && anyOf("baseModels", model.path("modelVersions"), "baseModel")
        && (!"false".equals(first(parameters, "nsfw")) || !model.path("nsfw").asBoolean());
  }

  private boolean containsQuery(ObjectNode model) {
    String query = first(parameters, "query");
    return query == null
        || model
            .path("name")
            .asText()
            .toLowerCase(Locale.ROOT)
            .contains(query.toLowerCase(Locale.ROOT));
  }

  private boolean oneOf(String parameter, JsonNode value) {
    List<String> asked = parameters.getOrDefault(parameter, List.of());
    return asked.isEmpty() || asked.contains(value.asText());
  }

  private boolean anyOf(String parameter, JsonNode values, @Nullable String field) {
    List<String> asked = parameters.getOrDefault(parameter, List.of());
    return asked.isEmpty()
        || StreamSupport.stream(values.spliterator(), false)
            .map(value -> field == null ? value.asText() : value.path(field).asText())
            .anyMatch(asked::contains);
  }

  private static int number(Map<String, List<String>> parameters, String name, int otherwise) {
    String text = first(parameters, name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw CivitaiFace.badRequest(name + ": Expected number");
    }
    return Integer.parseInt(text);
  }

  static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }
}
