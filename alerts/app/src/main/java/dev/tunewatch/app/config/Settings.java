package dev.tunewatch.app.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force: for each key the flag, else the environment, else the YAML file, else the
 * default. Every value keeps where it came from, so that an error can name it.
 */
public final class Settings {

  /** Variables that are the launcher's or the logging's, not a service's. */
  private static final List<String> RESERVED =
      List.of(
          "TUNEWATCH_JAVA_OPTS",
          "TUNEWATCH_LOG",
          "TUNEWATCH_NO_BUILD",
          "TUNEWATCH_CORPUS",
          "TUNEWATCH_TOKEN");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private final Map<String, YamlSettings.Setting> inForce;

  private Settings(Map<String, YamlSettings.Setting> inForce) {
    this.inForce = inForce;
  }

  /**
   * Resolves all keys.
   *
   * @param keys that exist for this service
   * @param file YAML, or null for none
   * @param environment as of the process
   * @param flags path to value, as {@code --set path=value} and named flags gave them
   * @throws ConfigError if any source has a key that does not exist, or one twice
   */
  public static Settings resolve(
      List<ConfigKey> keys,
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> flags) {
    Collection<String> paths = keys.stream().map(ConfigKey::path).toList();
    Map<String, YamlSettings.Setting> inForce = new LinkedHashMap<>();
    for (ConfigKey key : keys) {
      if (!key.defaultValue().isEmpty()) {
        inForce.put(key.path(), new YamlSettings.Setting(key.defaultValue(), "default"));
      }
    }
    if (file != null) {
      inForce.putAll(YamlSettings.read(file, paths));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    keys.forEach(key -> variables.put(key.variable(), key.path()));
    environment.forEach(
        (name, value) -> {
          String path = variables.get(name);
          if (path != null) {
            inForce.put(path, new YamlSettings.Setting(value, "environment " + name));
          } else if (name.startsWith("TUNEWATCH_") && !RESERVED.contains(name)) {
            throw new ConfigError(
                "environment: unknown variable '"
                    + name
                    + "'"
                    + Nearest.hint(name, variables.keySet()));
          }
        });
    flags.forEach(
        (path, value) -> {
          if (!paths.contains(path)) {
            throw new ConfigError(
                "command line: unknown key '" + path + "'" + Nearest.hint(path, paths));
          }
          inForce.put(path, new YamlSettings.Setting(value, "command line"));
        });
    return new Settings(inForce);
  }

  /** The value of a key that must have one. */
  public String text(String path) {
    return optional(path)
        .orElseThrow(() -> new ConfigError("'" + path + "' must be set and is not"));
  }

  /** The value of a key that may have none; an empty value is none. */
  public Optional<String> optional(String path) {
    return Optional.ofNullable(inForce.get(path))
        .map(YamlSettings.Setting::value)
        .filter(value -> !value.isBlank());
  }

  /** A whole number within bounds. */
  public int number(String path, int least, int most) {
    return parse(
        path,
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException("out of " + least + " to " + most);
          }
          return value;
        },
        "a whole number from " + least + " to " + most);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String path) {
    return parse(
        path,
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
          }
          return text.equals("true");
        },
        "true or false");
  }

  /** A duration such as {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}. */
  public Duration duration(String path) {
    return parse(path, Settings::parseDuration, "a duration such as 30s, 5m, 24h or 7d");
  }

  /** An http or https address. */
  public URI address(String path) {
    return parse(path, Settings::parseAddress, "an http or https address");
  }

  /** The first line of a secret's file, where the key names one. */
  public Optional<String> secret(String path) {
    return optional(path)
        .map(
            file -> {
              try {
                return Files.readString(Path.of(file)).strip();
              } catch (IOException | RuntimeException e) {
                throw new ConfigError(
                    where(path) + ": '" + path + "' names a file that cannot be read: " + file);
              }
            });
  }

  /** Reads any other kind of value. */
  public <T> T parse(String path, Function<String, T> parser, String expected) {
    String text = text(path);
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new ConfigError(
          where(path) + ": '" + path + "' is '" + text + "', expected " + expected);
    }
  }

  /** {@code 30s} and the like. */
  public static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long n = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> Duration.ofDays(n);
    };
  }

  /** {@code off}, which is no time at all, or {@code 24h} and the like. */
  public static Duration parseInterval(String text) {
    return text.equals("off") ? Duration.ZERO : parseDuration(text);
  }

  /** An absolute http or https address. */
  public static URI parseAddress(String text) {
    URI uri = URI.create(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new IllegalArgumentException(text);
    }
    return uri;
  }

  private String where(String path) {
    YamlSettings.Setting setting = inForce.get(path);
    return setting == null ? "configuration" : setting.where();
  }
}
