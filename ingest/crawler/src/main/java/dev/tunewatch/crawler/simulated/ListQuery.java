package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.ListOrder.Position;
import dev.tunewatch.crawler.simulated.ListOrder.Sort;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the listing.
 *
 * @param search part of the id in any letter case; empty matches all
 * @param filters tags that a model must all have
 * @param limit rows on the page
 * @param after where the page before ended; null on the first
 */
record ListQuery(
    String search,
    @Nullable String author,
    List<String> filters,
    @Nullable String pipelineTag,
    ListOrder order,
    int limit,
    @Nullable Position after) {

  ListQuery {
    search = search.toLowerCase(Locale.ROOT);
    filters = List.copyOf(filters);
  }

  /**
   * Reads the query of a request.
   *
   * @throws RefusedRequest with status 400 if a value is unknown or cannot be read
   */
  static ListQuery of(Map<String, List<String>> parameters, int pageLimit) {
    ListOrder order = new ListOrder(sort(parameters), descending(parameters));
    String search = last(parameters, "search");
    String cursor = last(parameters, "cursor");
    return new ListQuery(
        search == null ? "" : search,
        last(parameters, "author"),
        parameters.getOrDefault("filter", List.of()),
        last(parameters, "pipeline_tag"),
        order,
        limit(parameters, pageLimit),
        cursor == null ? null : Cursor.decode(order, cursor));
  }

  boolean matches(HubRecord record) {
    return record.id().toLowerCase(Locale.ROOT).contains(search)
        && (author == null || author.equals(record.author()))
        && filters.stream().allMatch(filter -> hasTag(record, filter))
        && (pipelineTag == null || pipelineTag.equals(record.text("pipeline_tag")));
  }

  // The hub finds a library or a task by filter too, which recorded tags do not always repeat.
  private static boolean hasTag(HubRecord record, String filter) {
    return record.tags().contains(filter)
        || filter.equals(record.text("library_name"))
        || filter.equals(record.text("pipeline_tag"));
  }

  private static Sort sort(Map<String, List<String>> parameters) {
    String sort = last(parameters, "sort");
    if (sort == null) {
      return Sort.TRENDING_SCORE;
    }
    return Sort.of(sort)
        .orElseThrow(
            () ->
                RefusedRequest.badRequest(
                    "Invalid sort parameter, expected one of "
                        + Arrays.stream(Sort.values())
                            .map(Sort::field)
                            .collect(Collectors.joining(", "))));
  }

  private static boolean descending(Map<String, List<String>> parameters) {
    String direction = last(parameters, "direction");
    if (direction == null || direction.equals("-1")) {
      return true;
    }
    if (direction.equals("1")) {
      return false;
    }
    throw RefusedRequest.badRequest("Invalid direction parameter, expected 1 or -1");
  }

  private static int limit(Map<String, List<String>> parameters, int pageLimit) {
    String limit = last(parameters, "limit");
    if (limit == null) {
      return pageLimit;
    }
    if (!limit.matches("[0-9]{1,9}") || Integer.parseInt(limit) == 0) {
      throw RefusedRequest.badRequest("Invalid limit parameter, expected a positive number");
    }
    return Math.min(Integer.parseInt(limit), pageLimit);
  }

  private static @Nullable String last(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }
}
