package dev.tunewatch.app.command;

import dev.tunewatch.app.config.ConfigKey;
import dev.tunewatch.app.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service's settings come from: {@code --config}, {@code --set} and the environment. */
final class ConfigOptions {

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, YAML.")
  @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, over file and environment; repeatable.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Short for --set kafka.bootstrapServers=...")
  @Nullable String kafka;

  /** The settings in force. */
  Settings resolve(List<ConfigKey> keys) {
    Map<String, String> flags = new LinkedHashMap<>(set);
    if (kafka != null) {
      flags.put("kafka.bootstrapServers", kafka);
    }
    return Settings.resolve(keys, file, System.getenv(), flags);
  }
}
