package dev.tunewatch.app.config;

import dev.tunewatch.bus.KafkaSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the {@code kafka.*} settings. */
public final class KafkaConfig {

  private KafkaConfig() {}

  /**
   * Kafka as configured.
   *
   * @throws ConfigError if a value is missing or wrong
   */
  public static KafkaSettings of(Settings settings) {
    return new KafkaSettings(
        settings.text("kafka.bootstrapServers"),
        settings.text("kafka.prefix"),
        settings.number("kafka.partitions", 1, 1000),
        settings.number("kafka.replication", 1, 9),
        settings.optional("kafka.clientPropertiesFile").map(KafkaConfig::read).orElse(Map.of()));
  }

  private static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigError("kafka.clientPropertiesFile: cannot read " + file);
    }
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }
}
