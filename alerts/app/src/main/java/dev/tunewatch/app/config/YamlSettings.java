package dev.tunewatch.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a YAML file of settings into dotted paths, keeping the line of each. */
final class YamlSettings {

  private static final long MAX_BYTES = 256 * 1024;

  private YamlSettings() {}

  /**
   * One setting of a file.
   *
   * @param value as written
   * @param where {@code file:line}
   */
  record Setting(String value, String where) {}

  /**
   * Reads a file.
   *
   * @throws ConfigError if it cannot be read, is no mapping, repeats a key or has an unknown one
   */
  static Map<String, Setting> read(Path file, Collection<String> known) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Node root : compose(file)) {
      flatten(file, "", root, known, settings);
    }
    return settings;
  }

  private static List<Node> compose(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigError(file + ": larger than " + MAX_BYTES + " bytes");
      }
      LoadSettings limits =
          LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(10).build();
      List<Node> documents = new ArrayList<>();
      new Compose(limits).composeString(Files.readString(file)).ifPresent(documents::add);
      return documents;
    } catch (IOException e) {
      throw new ConfigError(file + ": cannot be read: " + e.getMessage());
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new ConfigError(file + line + ": not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ConfigError(file + ": not YAML: " + e.getMessage());
    }
  }

  private static void flatten(
      Path file, String prefix, Node node, Collection<String> known, Map<String, Setting> into) {
    if (!(node instanceof MappingNode mapping)) {
      throw new ConfigError(where(file, node) + ": expected 'key: value' here");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new ConfigError(where(file, tuple.getKeyNode()) + ": a key is a plain word");
      }
      String path = prefix + key.getValue();
      if (known.contains(path)) {
        if (!(tuple.getValueNode() instanceof ScalarNode value)) {
          throw new ConfigError(where(file, key) + ": '" + path + "' takes one value");
        }
        Setting setting = new Setting(value.getValue(), where(file, key));
        Setting earlier = into.put(path, setting);
        if (earlier != null) {
          throw new ConfigError(
              setting.where() + ": '" + path + "' was set before, at " + earlier.where());
        }
      } else if (known.stream().anyMatch(k -> k.startsWith(path + "."))) {
        if (isNothing(tuple.getValueNode())) {
          continue;
        }
        flatten(file, path + ".", tuple.getValueNode(), known, into);
      } else {
        throw new ConfigError(
            where(file, key) + ": unknown key '" + path + "'" + Nearest.hint(path, known));
      }
    }
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
  }

  private static String where(Path file, Node node) {
    return file + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
  }
}
