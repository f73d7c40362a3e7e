package dev.tunewatch.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The chart on disk, rendered by helm itself with the values of one install. */
final class Chart {

  /** The module's directory; surefire sets {@code basedir}. */
  static final Path MODULE = Path.of(System.getProperty("basedir", ""));

  static final Path DIRECTORY = MODULE.resolve("tunewatch");

  /** The oldest that Chart.yaml admits; helm's own default for a rendering offline is older. */
  private static final String OLDEST_CLUSTER = "1.25.0";

  private static final Path VALUES = MODULE.resolve("src/test/resources/values");

  private Chart() {}

  static LintResult lintStrictly() {
    return new Helm(DIRECTORY).lint().strict().call();
  }

  /** An install without any values. */
  static Rendered withDefaults() {
    return new Rendered(template().call());
  }

  /** An install with a file of {@code src/test/resources/values}. */
  static Rendered withValues(String name) {
    return withValues(VALUES.resolve(name + ".yaml"), Map.of());
  }

  /** The same, with further {@code --set} values. */
  static Rendered withValues(String name, Map<String, Object> set) {
    return withValues(VALUES.resolve(name + ".yaml"), set);
  }

  /** An install with {@code --set} values only. */
  static Rendered with(Map<String, Object> set) {
    return withValues((Path) null, set);
  }

  private static Rendered withValues(@Nullable Path file, Map<String, Object> set) {
    TemplateCommand command = template();
    if (file != null) {
      command.withValuesFile(file.toAbsolutePath());
    }
    set.forEach(command::set);
    return new Rendered(command.call());
  }

  private static TemplateCommand template() {
    return new Helm(DIRECTORY)
        .template()
        .withName("demo")
        .withNamespace("watch")
        .withKubeVersion(OLDEST_CLUSTER);
  }

  static String read(String path) {
    return read(MODULE.resolve(path));
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One YAML document, read as YAML 1.2. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> yaml(String text) {
    return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
