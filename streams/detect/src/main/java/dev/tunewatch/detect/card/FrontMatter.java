package dev.tunewatch.detect.card;

import dev.tunewatch.detect.text.YamlNesting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The YAML head of a card. Broken YAML is a fact about the card, not an error: it leaves the values
 * empty.
 *
 * @param values scalars and lists as the author wrote them
 * @param broken whether there was a head that is not a YAML mapping within our bounds
 * @param end offset of the body in the original text
 */
public record FrontMatter(Map<?, ?> values, boolean broken, int end) {

  /** Heads are a few hundred characters; beyond this they are no metadata. */
  static final int MAX_CHARS = 64 * 1024;

  private static final int MAX_ITEMS = 200;
  private static final int MAX_ITEM = 256;

  /**
   * Aliases are refused at all: no card needs them, and bombs are made of them. Every scalar stays
   * a string, so that the tag {@code no} is a word and nobody parses numbers.
   */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MAX_CHARS)
          .setMaxAliasesForCollections(0)
          .setAllowDuplicateKeys(true)
          .setSchema(new FailsafeSchema())
          .build();

  /** Reads the head of a card. */
  public static FrontMatter of(String text) {
    int start = 0;
    while (start < text.length() && start < 64 && isBlank(text.charAt(start))) {
      start++;
    }
    if (!text.startsWith("---", start)) {
      return new FrontMatter(Map.of(), false, 0);
    }
    int body = text.indexOf('\n', start) + 1;
    int close = body == 0 ? -1 : closing(text, body);
    if (close < 0) {
      return new FrontMatter(Map.of(), true, start + 3);
    }
    int after = text.indexOf('\n', close);
    int end = after < 0 ? text.length() : after + 1;
    String yaml = text.substring(body, close);
    if (yaml.length() > MAX_CHARS || YamlNesting.isTooDeep(yaml)) {
      return new FrontMatter(Map.of(), true, end);
    }
    try {
      Object loaded = new Load(SETTINGS).loadFromString(yaml);
      if (loaded == null) {
        return new FrontMatter(Map.of(), false, end);
      }
      return loaded instanceof Map<?, ?> map
          ? new FrontMatter(map, false, end)
          : new FrontMatter(Map.of(), true, end);
    } catch (RuntimeException notYaml) {
      // The parser throws more than its own exceptions on hostile text.
      return new FrontMatter(Map.of(), true, end);
    }
  }

  /** A list of strings, also where the author wrote one scalar; bounded. */
  public List<String> strings(String key) {
    List<String> strings = new ArrayList<>();
    Object value = values.get(key);
    if (value instanceof List<?> list) {
      for (Object item : list.subList(0, Math.min(list.size(), MAX_ITEMS))) {
        add(item, strings);
      }
    } else {
      add(value, strings);
    }
    return strings;
  }

  /** A scalar, or null. */
  public @Nullable String string(String key) {
    List<String> strings = strings(key);
    return strings.isEmpty() ? null : strings.get(0);
  }

  private static void add(@Nullable Object item, List<String> to) {
    if (item instanceof String scalar) {
      String text = scalar.strip();
      if (!text.isEmpty() && text.length() <= MAX_ITEM) {
        to.add(text);
      }
    }
  }

  private static int closing(String text, int from) {
    int line = from;
    int limit = Math.min(text.length(), from + MAX_CHARS + 4);
    while (line >= 0 && line < limit) {
      if (text.startsWith("---", line)) {
        return line;
      }
      int feed = text.indexOf('\n', line);
      line = feed < 0 ? -1 : feed + 1;
    }
    return -1;
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\uFEFF';
  }
}
