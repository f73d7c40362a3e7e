package dev.tunewatch.detect.b6;

import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.name.ModelName;
import java.util.List;
import java.util.Optional;

/**
 * What thousands of automated uploads have in common, as their names alone tell: the words before a
 * swarm's mark, or before the number that a program gave. The marks are code and no rules, like all
 * that makes an identity; a test holds them to the rules of B6.
 *
 * @param key what their cluster is called; its colon keeps it apart from every maker's model
 * @param shared how much of the id, from its start, all of them have in common because a swarm gave
 *     it; 0 where an upload's own maker did
 */
public record Campaign(String key, int shared) {

  private static final String PREFIX = "campaign:";

  /** In the order of the search; the longer of two that overlap comes first. */
  private static final List<String> MARKS =
      List.of(
          "gensyn-swarm",
          "genrl-swarm",
          "rl-swarm",
          "blockassist",
          "gradients-io",
          "gradients-on-demand",
          "task-model-hash");

  /** The campaign of a release of this name, if its name tells that a program gave it. */
  public static Optional<Campaign> of(String id) {
    ModelName name = ModelName.of(id);
    String model = folded(name.model());
    String owner = folded(name.owner());
    for (String mark : MARKS) {
      int at = model.indexOf(mark);
      if (at >= 0) {
        int end = at + mark.length();
        return Optional.of(named(model.substring(0, end), name.start() + end));
      }
      if (owner.contains(mark)) {
        return Optional.of(named(owner, 0));
      }
    }
    NameShape shape = NameShape.of(name.model());
    if (shape == NameShape.SPOKEN) {
      return Optional.empty();
    }
    String spoken = name.model().substring(0, shape.spoken(name.model()));
    return Optional.of(
        spoken.isEmpty()
            ? new Campaign(PREFIX + owner + "/" + shape.wireName(), 0)
            : named(spoken, 0));
  }

  /** Whether a cluster of this canonical key is a campaign. */
  public static boolean isKey(String canonicalKey) {
    return canonicalKey.startsWith(PREFIX);
  }

  private static Campaign named(String words, int shared) {
    return new Campaign(PREFIX + FormatWords.strip(words), shared);
  }

  /** Of the same length, so that places in it are places in the name. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      folded.append(c == '_' || c == ' ' ? '-' : Character.toLowerCase(c));
    }
    return folded.toString();
  }
}
