package dev.tunewatch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards of the chart, as Grafana would read them. */
final class Dashboards {

  static final Path DIRECTORY = Chart.DIRECTORY.resolve("files/dashboards");

  private Dashboards() {}

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Every panel that shows data; rows only order them. */
  static List<JsonNode> panels(JsonNode dashboard) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
      panel.path("panels").forEach(panels::add);
    }
    return panels;
  }

  /** Every query of every dashboard, with its variables as they are written. */
  static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (Path file : files()) {
      panels(read(file))
          .forEach(panel -> expressions.addAll(panel.path("targets").findValuesAsText("expr")));
    }
    return expressions;
  }
}
