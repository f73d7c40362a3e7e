package dev.tunewatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.tunewatch.detect.text.YamlNesting;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML 1.2 file as JSON that still knows its lines. */
final class YamlTree {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setMaxAliasesForCollections(1_000).build();

  private static final int MAX_NODES = 200_000;

  private final String file;
  private final Set<Node> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Integer> lines = new HashMap<>();
  private final JsonNode json;

  private YamlTree(String file, Node root) throws InvalidRuleBook {
    this.file = file;
    json = convert(root, "");
  }

  static YamlTree parse(String file, String text) throws InvalidRuleBook {
    if (YamlNesting.isTooDeep(text)) {
      throw new InvalidRuleBook(file, 1, "nests too deep");
    }
    try {
      Node root =
          new Compose(SETTINGS)
              .composeString(text)
              .orElseThrow(() -> new InvalidRuleBook(file, 1, "is empty"));
      return new YamlTree(file, root);
    } catch (MarkedYamlEngineException at) {
      int line = at.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new InvalidRuleBook(file, line, String.valueOf(at.getProblem()));
    } catch (ReaderException notText) {
      int at = Math.min(Math.max(0, notText.getPosition()), text.length());
      int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
      throw new InvalidRuleBook(file, line, "a character that YAML does not allow");
    } catch (RuntimeException notYaml) {
      // The parser throws more than its own exceptions on broken text.
      throw new InvalidRuleBook(file, 1, String.valueOf(notYaml.getMessage()));
    }
  }

  /** A schema that ships with the program; its messages bear JSON pointers. */
  static JsonSchema schema(String resource) {
    try (InputStream in = YamlTree.class.getResourceAsStream(resource)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(in, SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * Holds the file against a schema.
   *
   * @throws InvalidRuleBook with the line of the mistake that lies deepest
   */
  void hold(JsonSchema schema) throws InvalidRuleBook {
    ValidationMessage first =
        schema.validate(json).stream()
            .min(
                Comparator.comparing(
                        (ValidationMessage m) -> -m.getInstanceLocation().getNameCount())
                    .thenComparing(ValidationMessage::getMessage))
            .orElse(null);
    if (first != null) {
      String at = first.getInstanceLocation().toString();
      throw new InvalidRuleBook(file, line(at), first.getMessage());
    }
  }

  JsonNode json() {
    return json;
  }

  /** One-based line of a JSON pointer, or of the nearest that contains it. */
  int line(String pointer) {
    String at = pointer;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return lines.getOrDefault(at, 1);
  }

  private JsonNode convert(Node node, String pointer) throws InvalidRuleBook {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    lines.put(pointer, line);
    if (!met.add(node) || met.size() > MAX_NODES) {
      throw new InvalidRuleBook(file, line, "an alias, or too long");
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JSON.objectNode();
      for (NodeTuple tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
          throw new InvalidRuleBook(file, line, "a key that is not a word");
        }
        int at = scalar.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
        String key = scalar.getValue();
        if (object.has(key)) {
          throw new InvalidRuleBook(file, at, "a second '" + key + "'");
        }
        object.set(key, convert(tuple.getValueNode(), pointer + "/" + key));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(convert(item, pointer + "/" + array.size()));
      }
      return array;
    }
    return node instanceof ScalarNode scalar ? scalar(scalar, line) : JSON.nullNode();
  }

  private JsonNode scalar(ScalarNode scalar, int line) throws InvalidRuleBook {
    Tag tag = scalar.getTag();
    String value = scalar.getValue();
    try {
      if (tag.equals(Tag.INT)) {
        return JSON.numberNode(Integer.parseInt(value));
      }
      if (tag.equals(Tag.FLOAT)) {
        return JSON.numberNode(new BigDecimal(value));
      }
    } catch (NumberFormatException odd) {
      throw new InvalidRuleBook(file, line, "not a plain number: '" + value + "'");
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(value));
    }
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (!tag.equals(Tag.STR)) {
      throw new InvalidRuleBook(file, line, "a tag: " + tag);
    }
    return JSON.textNode(value);
  }
}
