package dev.tunewatch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The alert rules of the chart. */
final class AlertRules {

  static final Path DIRECTORY = Chart.DIRECTORY.resolve("files/alerts");

  private AlertRules() {}

  static List<JsonNode> all() {
    List<JsonNode> rules = new ArrayList<>();
    read("tunewatch.yaml").path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  static List<String> names() {
    return all().stream().map(rule -> rule.path("alert").asText()).toList();
  }

  static JsonNode read(String file) {
    return new ObjectMapper().valueToTree(Chart.yaml(Chart.read(DIRECTORY.resolve(file))));
  }
}
