package dev.tunewatch.app.config;

import java.util.Locale;

/**
 * A setting that exists.
 *
 * @param path as written in YAML, dots between levels, for example {@code kafka.bootstrapServers}
 * @param defaultValue what holds where nobody says otherwise; empty for none
 * @param meaning one line for people
 */
public record ConfigKey(String path, String defaultValue, String meaning) {

  /** The environment variable that sets it, for example {@code TUNEWATCH_KAFKA_PREFIX}. */
  public String variable() {
    String snake = path.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
    return "TUNEWATCH_" + snake.toUpperCase(Locale.ROOT);
  }
}
