package dev.tunewatch.crawler.simulated.civitai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.Face;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import dev.tunewatch.crawler.simulated.civitai.CivitaiOrder.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code GET /api/v1/models} and {@code /api/v1/models/{id}}. Models of real persons ({@code poi})
 * are not listed, as on the real hub; asked for by id they are shown.
 */
public final class CivitaiFace implements Face {

  private static final String LISTING = "/api/v1/models";

  private final CivitaiCatalogue catalogue;
  private final boolean listsPersons;

  public CivitaiFace(CivitaiCatalogue catalogue) {
    this(catalogue, false);
  }

  /**
   * A face that may be more talkative than the real one.
   *
   * @param listsPersons whether the listing shows {@code poi} models too
   */
  public CivitaiFace(CivitaiCatalogue catalogue, boolean listsPersons) {
    this.catalogue = catalogue;
    this.listsPersons = listsPersons;
  }

  @Override
  public boolean owns(String rawPath) {
    return rawPath.startsWith("/api/v1/");
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    if (!request.method().equals("GET")) {
      return HubAnswer.error(405, "Method not allowed").with("Allow", "GET");
    }
    String path = request.rawPath();
    if (path.equals(LISTING)) {
      return list(request);
    }
    String id = path.startsWith(LISTING + '/') ? path.substring(LISTING.length() + 1) : "";
    return id.matches("[0-9]{1,18}")
        ? catalogue
            .find(Long.parseLong(id))
            .map(CivitaiFace::json)
            .orElseGet(() -> HubAnswer.error(404, "No model with id " + id))
        : HubAnswer.error(404, "Not found");
  }

  private HubAnswer list(HubRequest request) {
    CivitaiQuery query = CivitaiQuery.of(request.parameters());
    List<ObjectNode> sorted =
        catalogue.models().stream()
            .filter(model -> listsPersons || !model.path("poi").asBoolean())
            .filter(query::matches)
            .sorted(Comparator.comparing(query.order()::place))
            .toList();
    List<ObjectNode> rest = sorted.subList(start(sorted, query), sorted.size());
    List<ObjectNode> page = rest.subList(0, Math.min(query.limit(), rest.size()));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    page.forEach(items::add);
    ObjectNode metadata = body.putObject("metadata");
    if (!page.isEmpty() && rest.size() > page.size()) {
      String cursor = query.order().place(page.get(page.size() - 1)).toString();
      metadata.put("nextCursor", cursor).put("nextPage", next(request, cursor));
    }
    if (query.page() > 0) {
      metadata.put("currentPage", query.page()).put("pageSize", query.limit());
    }
    return json(body);
  }

  private static int start(List<ObjectNode> sorted, CivitaiQuery query) {
    String cursor = query.cursor();
    if (cursor == null) {
      return Math.min(sorted.size(), Math.max(0, query.page() - 1) * query.limit());
    }
    Place last = Place.parse(cursor);
    int start = 0;
    while (start < sorted.size() && query.order().place(sorted.get(start)).compareTo(last) <= 0) {
      start++;
    }
    return start;
  }

  private static String next(HubRequest request, String cursor) {
    String kept =
        Arrays.stream(request.rawQuery().split("&"))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith("cursor="))
            .map(pair -> pair + "&")
            .collect(Collectors.joining());
    return request.origin()
        + LISTING
        + '?'
        + kept
        + "cursor="
        + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }

  private static HubAnswer json(ObjectNode body) {
    return HubAnswer.json(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static RefusedRequest badRequest(String message) {
    return RefusedRequest.badRequest(message);
  }
}
