package dev.tunewatch.detect;

import com.fasterxml.jackson.databind.JsonNode;

/** A rule as its file says it, with the way back to file and line. */
public final class RuleSource {

  private final String file;
  private final YamlTree tree;
  private final String pointer;

  RuleSource(String file, YamlTree tree, String pointer) {
    this.file = file;
    this.tree = tree;
    this.pointer = pointer;
  }

  /** Name of the file within the book. */
  public String file() {
    return file;
  }

  /** One-based line where the rule begins. */
  public int line() {
    return tree.line(pointer);
  }

  /** One-based line of a part of the rule, for example {@code /examples/match/0}. */
  public int line(String part) {
    return tree.line(pointer + part);
  }

  /** The rule, word for word. */
  public JsonNode json() {
    return tree.json().at(pointer);
  }
}
