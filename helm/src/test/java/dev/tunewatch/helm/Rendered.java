package dev.tunewatch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What one install would create.
 *
 * @param text the manifests as helm printed them
 */
record Rendered(String text) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every object, in helm's order. */
  List<JsonNode> objects() {
    List<JsonNode> objects = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
      if (document != null) {
        objects.add(JSON.valueToTree(document));
      }
    }
    return objects;
  }

  List<JsonNode> ofKind(String kind) {
    return objects().stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }

  /** {@code Kind/name} of every object. */
  List<String> names() {
    return objects().stream()
        .map(o -> o.path("kind").asText() + "/" + o.path("metadata").path("name").asText())
        .toList();
  }

  JsonNode object(String kind, String name) {
    return ofKind(kind).stream()
        .filter(object -> object.path("metadata").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + "/" + name + " among " + names()));
  }

  /** The objects that run pods. */
  List<JsonNode> workloads() {
    return objects().stream().filter(object -> object.path("spec").has("template")).toList();
  }

  /** The configuration file of one service, as {@code --config} reads it. */
  JsonNode configuration(String configMap) {
    return configuration(configMap, "tunewatch.yaml");
  }

  JsonNode configuration(String configMap, String file) {
    String text = object("ConfigMap", configMap).path("data").path(file).asText();
    return JSON.valueToTree(Chart.yaml(text));
  }

  static JsonNode pod(JsonNode workload) {
    return workload.path("spec").path("template");
  }

  /** Every container, those that run before the others included. */
  static List<JsonNode> containers(JsonNode workload) {
    List<JsonNode> containers = new ArrayList<>();
    pod(workload).at("/spec/initContainers").forEach(containers::add);
    pod(workload).at("/spec/containers").forEach(containers::add);
    return containers;
  }

  /** The container of the service. */
  static JsonNode container(JsonNode workload) {
    return pod(workload).path("spec").path("containers").path(0);
  }

  /** The texts of an array. */
  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
