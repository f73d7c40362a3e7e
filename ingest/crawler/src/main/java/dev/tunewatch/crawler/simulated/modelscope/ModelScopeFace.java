package dev.tunewatch.crawler.simulated.modelscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.Face;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code GET /openapi/v1/models} and {@code /openapi/v1/models/{owner}/{name}}. */
public final class ModelScopeFace implements Face {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ModelScopeCatalogue catalogue;

  public ModelScopeFace(ModelScopeCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public boolean owns(String rawPath) {
    return rawPath.startsWith("/openapi/v1/");
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    List<String> segments = request.segments();
    if (!request.method().equals("GET")) {
      return failure(405, "method not allowed").with("Allow", "GET");
    }
    if (segments.size() < 3 || !segments.get(2).equals("models")) {
      return failure(404, "not found");
    }
    if (segments.size() == 3) {
      return list(ModelScopeQuery.of(request.parameters()));
    }
    String id = String.join("/", segments.subList(3, segments.size()));
    return catalogue
        .find(id)
        .map(ModelScopeFace::success)
        .orElseGet(() -> failure(404, "model not found"));
  }

  private HubAnswer list(ModelScopeQuery query) {
    List<ObjectNode> sorted =
        catalogue.models().stream().filter(query::matches).sorted(query.order()).toList();
    int from = Math.min(sorted.size(), (query.pageNumber() - 1) * query.pageSize());
    int to = Math.min(sorted.size(), from + query.pageSize());
    ObjectNode data = JSON.objectNode();
    ArrayNode models = data.putArray("models");
    sorted.subList(from, to).forEach(models::add);
    data.put("total_count", sorted.size())
        .put("page_number", query.pageNumber())
        .put("page_size", query.pageSize());
    return success(data);
  }

  static RefusedRequest refused(int status, String message) {
    return RefusedRequest.with(failure(status, message));
  }

  private static HubAnswer success(JsonNode data) {
    ObjectNode body = JSON.objectNode().put("success", true);
    body.set("data", data);
    return HubAnswer.json(bytes(body));
  }

  private static HubAnswer failure(int status, String message) {
    ObjectNode body =
        JSON.objectNode().put("success", false).put("code", status).put("message", message);
    return new HubAnswer(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), bytes(body));
  }

  private static byte[] bytes(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
