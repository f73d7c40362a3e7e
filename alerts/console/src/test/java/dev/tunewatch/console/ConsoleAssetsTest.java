package dev.tunewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleAssetsTest {

  private static final Path SOURCES = Path.of("src/main/resources/console");

  @Test
  void policyAllowsNoInlineScriptButTheImportMap() {
    assertThat(ConsoleAssets.contentSecurityPolicy())
        .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}=';")
        .contains("default-src 'none'", "style-src 'self'", "trusted-types lit-html")
        .doesNotContain("unsafe", "*");
  }

  @Test
  void everyAddressOfTheImportMapIsOnTheClassPath() throws IOException {
    JsonNode imports = EventJson.mapper().readTree(ConsoleAssets.importMap()).get("imports");

    assertThat(imports)
        .isNotEmpty()
        .allSatisfy(
            address -> {
              String path = address.asText().substring("./webjars/".length());
              String resource = ConsoleAssets.WEBJARS_FOLDER + "/" + path;
              assertThat(getClass().getClassLoader().getResource(resource)).as(path).isNotNull();
            });
  }

  @Test
  void servesOnlyTheWebjarsThatThePageImports() {
    assertThat(ConsoleAssets.webjarPrefixes())
        .containsExactly(
            "webjars/lit/3.3.2/",
            "webjars/lit-html/3.3.2/",
            "webjars/lit-element/4.2.2/",
            "webjars/lit__reactive-element/2.1.2/");
  }

  @Test
  void modulesAreSmallAndNeverTurnTextIntoMarkup() throws IOException {
    for (Path module : modules()) {
      assertThat(Files.readAllLines(module)).as(module.toString()).hasSizeLessThanOrEqualTo(150);
      assertThat(Files.readString(module))
          .as(module.toString())
          .doesNotContain("unsafe", "innerHTML", "insertAdjacent", "eval(", " style=")
          .doesNotContainPattern("https?://");
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
  }
}
