package dev.tunewatch.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  @Test
  void describesEachRouteThatExistsAndNoOther() {
    HttpInterface http = Wired.http();
    List<String> routes = new ArrayList<>(http.routes());
    routes.removeAll(List.of("GET /", "GET /<path>", "GET /webjars/<path>")); // Files, no API.
    assertThat(described()).containsExactlyInAnyOrderElementsOf(routes);
  }

  private static List<String> described() {
    List<String> described = new ArrayList<>();
    String path = "";
    for (String line : new String(Assets.openApi(), StandardCharsets.UTF_8).lines().toList()) {
      if (line.matches(" {2}/\\S*:")) {
        path = line.strip().substring(0, line.strip().length() - 1);
      } else if (line.matches(" {4}(get|post|put|delete):")) {
        described.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return described;
  }
}
