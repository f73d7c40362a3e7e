package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The chart's README shows each value with its default and its meaning, as the chart has them. */
class ReadmeTest {

  private static final String BEGIN = "<!-- values: generated -->\n";
  private static final String END = "<!-- /values -->\n";

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void listsEveryValueWithItsDefaultAndMeaning() throws IOException {
    String readme = Chart.read("tunewatch/README.md");
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    assertThat(begin).isLessThanOrEqualTo(end);

    StringBuilder table = new StringBuilder("\n| key | default | meaning |\n| --- | --- | --- |\n");
    rows(values(), schema(), "", table);

    Golden.compare(
        Chart.DIRECTORY.resolve("README.md"),
        readme.substring(0, begin) + table + "\n" + readme.substring(end));
  }

  private void rows(JsonNode values, JsonNode schema, String path, StringBuilder table) {
    values
        .fields()
        .forEachRemaining(
            value -> {
              String key = path + value.getKey();
              JsonNode described = schema.path("properties").path(value.getKey());
              assertThat(described.path("title").asText()).as("title of %s", key).isNotBlank();
              if (value.getValue().isObject() && !value.getValue().isEmpty()) {
                rows(value.getValue(), described, key + ".", table);
              } else {
                table.append(
                    "| `%s` | `%s` | %s |\n".formatted(key, value.getValue(), meaning(described)));
              }
            });
  }

  private static String meaning(JsonNode described) {
    StringBuilder choices = new StringBuilder();
    described
        .path("enum")
        .forEach(c -> choices.append(choices.isEmpty() ? "" : ", ").append(c.asText()));
    String title = described.path("title").asText();
    return choices.isEmpty() ? title : title + " (one of " + choices + ")";
  }

  private JsonNode values() {
    return json.valueToTree(Chart.yaml(Chart.read("tunewatch/values.yaml")));
  }

  private JsonNode schema() throws IOException {
    return json.readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
  }
}
