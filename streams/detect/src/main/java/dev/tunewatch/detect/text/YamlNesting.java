package dev.tunewatch.detect.text;

/**
 * Counts how deep a YAML text may nest before it is given to the parser, which recurses and would
 * overflow the stack. An upper bound: what it lets pass is shallow.
 */
public final class YamlNesting {

  /** Metadata and recipes nest five or six levels. */
  private static final int MAX_DEPTH = 32;

  private YamlNesting() {}

  /** Whether the text may nest deeper than any that we read. */
  public static boolean isTooDeep(String yaml) {
    return brackets(yaml) > MAX_DEPTH || blocks(yaml) > MAX_DEPTH;
  }

  private static int brackets(String yaml) {
    int open = 0;
    int most = 0;
    for (int i = 0; i < yaml.length(); i++) {
      char c = yaml.charAt(i);
      if (c == '[' || c == '{') {
        most = Math.max(most, ++open);
      } else if (c == ']' || c == '}') {
        open = Math.max(0, open - 1);
      }
    }
    return most;
  }

  /** Indentation steps that lie open at once, and indicators that open blocks within one line. */
  private static int blocks(String yaml) {
    int[] open = new int[MAX_DEPTH + 2];
    int depth = 0;
    int line = 0;
    while (line < yaml.length()) {
      int at = line;
      int marks = 0;
      while (at < yaml.length() && " \t-?:".indexOf(yaml.charAt(at)) >= 0) {
        boolean alone = at + 1 == yaml.length() || yaml.charAt(at + 1) <= ' ';
        marks += yaml.charAt(at) > ' ' && alone ? 1 : 0;
        at++;
      }
      int indent = at - line;
      while (depth > 0 && open[depth] >= indent) {
        depth--;
      }
      open[++depth] = indent;
      if (depth + marks > MAX_DEPTH) {
        return depth + marks;
      }
      int feed = yaml.indexOf('\n', at);
      line = feed < 0 ? yaml.length() : feed + 1;
    }
    return 0;
  }
}
