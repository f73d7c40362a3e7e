package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say what others get to read; rewritten only when asked to. */
public final class Golden {

  private Golden() {}

  /** Compares, after pretty printing, with {@code golden/NAME}. */
  public static void assertJson(String name, String actual) {
    try {
      JsonNode tree = EventJson.mapper().readTree(actual);
      String pretty =
          EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
      assertText(name, pretty);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Compares with {@code golden/NAME} as it is. */
  public static void assertText(String name, String actual) {
    try {
      Path file = Path.of("src/test/resources/golden", name);
      if (Boolean.getBoolean("tunewatch.updateGolden")) {
        Files.writeString(file, actual, StandardCharsets.UTF_8);
      }
      assertThat(actual).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
