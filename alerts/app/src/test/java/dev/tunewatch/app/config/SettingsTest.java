package dev.tunewatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.app.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFileAndThatOverTheDefault() throws IOException {
    Path file = file("kafka:\n  prefix: from-file.\n  partitions: 12\nhttp:\n  port: 9000\n");
    Map<String, String> environment =
        Map.of("TUNEWATCH_KAFKA_PREFIX", "from-env.", "TUNEWATCH_KAFKA_PARTITIONS", "24");
    Settings settings =
        Settings.resolve(
            ServiceKeys.shared(), file, environment, Map.of("kafka.prefix", "from-flag."));

    assertThat(settings.text("kafka.prefix")).isEqualTo("from-flag.");
    assertThat(settings.number("kafka.partitions", 1, 100)).isEqualTo(24);
    assertThat(settings.number("http.port", 0, 65_535)).isEqualTo(9000);
    assertThat(settings.text("http.host")).isEqualTo("127.0.0.1");
  }

  @Test
  void anUnknownKeyIsRefusedWithFileLineAndTheNearestKey() throws IOException {
    Path file = file("http:\n  port: 1\nkafka:\n  bootstrapServer: x:1\n");

    assertThatThrownBy(() -> resolve(file))
        .isInstanceOf(ConfigError.class)
        .hasMessage(
            file
                + ":4: unknown key 'kafka.bootstrapServer'; did you mean"
                + " 'kafka.bootstrapServers'?");
  }

  @Test
  void aKeySetTwiceIsRefusedAndBothPlacesAreNamed() throws IOException {
    Path file = file("http:\n  port: 1\n  port: 2\n");

    assertThatThrownBy(() -> resolve(file))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("service.yaml:3")
        .hasMessageContaining("service.yaml:2");
  }

  @Test
  void anUnknownVariableIsRefusedButTheLaunchersOwnAreNot() {
    assertThatThrownBy(
            () ->
                Settings.resolve(
                    ServiceKeys.shared(), null, Map.of("TUNEWATCH_KAFKA_PREFX", "x"), Map.of()))
        .hasMessage(
            "environment: unknown variable 'TUNEWATCH_KAFKA_PREFX'; did you mean"
                + " 'TUNEWATCH_KAFKA_PREFIX'?");
    Settings.resolve(ServiceKeys.shared(), null, Map.of("TUNEWATCH_JAVA_OPTS", "-Xmx1g"), Map.of());
  }

  @Test
  void aWrongValueIsRefusedWithWhereItCameFromAndWhatWasExpected() throws IOException {
    Path file = file("http:\n  port: eighty\n");

    assertThatThrownBy(() -> resolve(file).number("http.port", 0, 65_535))
        .hasMessage(file + ":2: 'http.port' is 'eighty', expected a whole number from 0 to 65535");
  }

  @Test
  void aMissingValueIsRefusedByName() {
    Settings settings = Settings.resolve(ServiceKeys.shared(), null, Map.of(), Map.of());

    assertThatThrownBy(() -> settings.text("kafka.bootstrapServers"))
        .hasMessage("'kafka.bootstrapServers' must be set and is not");
  }

  @Test
  void wordsThatOlderYamlReadsAsBooleansStayWords() throws IOException {
    Path file = file("kafka:\n  prefix: no\n");

    assertThat(resolve(file).text("kafka.prefix")).isEqualTo("no");
  }

  @TestFactory
  Stream<DynamicTest> aFileThatIsNoMappingOfKnownKeysIsRefusedInOneLine() {
    return Stream.of(
            "- a\n- b\n",
            "kafka: [1, 2]\n",
            "kafka: {prefix: {a: b}}\n",
            "kafka:\n  prefix: \"unterminated\n",
            "a: &a [1]\nb: *a\n",
            "? {complex: key}\n: value\n",
            "\u0000",
            "kafka: *missing\n")
        .map(
            text ->
                DynamicTest.dynamicTest(
                    "«" + text.strip().replace("\u0000", "NUL") + "»",
                    () -> {
                      Path file = file(text);
                      assertThatThrownBy(() -> resolve(file))
                          .isInstanceOf(ConfigError.class)
                          .message()
                          .startsWith(file.toString())
                          .doesNotContain("\n");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> durationsAreWrittenWithTheirUnit() {
    Map<String, Duration> good = new HashMap<>();
    good.put("250ms", Duration.ofMillis(250));
    good.put("30s", Duration.ofSeconds(30));
    good.put("5m", Duration.ofMinutes(5));
    good.put("24h", Duration.ofHours(24));
    good.put("7d", Duration.ofDays(7));
    return good.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(Settings.parseDuration(entry.getKey()))
                            .isEqualTo(entry.getValue())));
  }

  @Test
  void aSecretIsReadFromTheFileThatItsKeyNames() throws IOException {
    Path secret = Files.writeString(folder.resolve("token"), "hf_abc\n");
    Settings settings =
        Settings.resolve(
            ServiceKeys.ingest(), null, Map.of(), Map.of("hub.tokenFile", secret.toString()));

    assertThat(settings.secret("hub.tokenFile")).contains("hf_abc");
  }

  @Test
  void everyKeyHasItsDefaultAndItsVariable() {
    List<String> lines =
        Stream.of(ServiceKeys.ingest(), ServiceKeys.streams(), ServiceKeys.alerts())
            .flatMap(List::stream)
            .distinct()
            .map(key -> key.path() + " " + key.variable() + " " + key.defaultValue())
            .toList();

    Golden.assertMatches("settings.txt", String.join("\n", lines) + "\n");
  }

  private Settings resolve(Path file) {
    return Settings.resolve(ServiceKeys.shared(), file, Map.of(), Map.of());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("service.yaml"), text);
  }
}
