package dev.tunewatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first file of a book.
 *
 * @param book its number
 * @param files the others, in order
 * @param seal digest of number, names and contents; a sealed book that was touched is refused
 */
record RuleBookIndex(int book, List<String> files, @Nullable String seal) {

  static final String FILE = "index.yaml";

  private static final int MAX_FILES = 200;
  private static final Set<String> KEYS = Set.of("book", "files", "seal");

  static RuleBookIndex of(YamlTree tree) throws InvalidRuleBook {
    JsonNode json = tree.json();
    for (var field : json.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw wrong(tree, "/" + field.getKey(), "unknown key '" + field.getKey() + "'");
      }
    }
    JsonNode number = json.path("book");
    JsonNode listed = json.path("files");
    if (!number.isInt() || number.asInt() < 1 || !listed.isArray() || listed.isEmpty()) {
      throw wrong(tree, "", "needs the book's number and its files");
    }
    if (json.has("seal") && !json.path("seal").isTextual()) {
      throw wrong(tree, "/seal", "the seal is no text");
    }
    Set<String> files = new LinkedHashSet<>();
    for (int i = 0; i < listed.size(); i++) {
      String name = listed.get(i).asText();
      boolean plain = listed.get(i).isTextual() && name.endsWith(".yaml") && !name.equals(FILE);
      if (!plain || name.contains("/") || name.contains("\\") || files.size() >= MAX_FILES) {
        throw wrong(tree, "/files/" + i, "not a file of the book: '" + name + "'");
      }
      if (!files.add(name)) {
        throw wrong(tree, "/files/" + i, "a second '" + name + "'");
      }
    }
    String seal = json.has("seal") ? json.path("seal").asText() : null;
    return new RuleBookIndex(number.asInt(), new ArrayList<>(files), seal);
  }

  static InvalidRuleBook wrong(YamlTree tree, String pointer, String what) {
    return new InvalidRuleBook(FILE, tree.line(pointer), what);
  }
}
