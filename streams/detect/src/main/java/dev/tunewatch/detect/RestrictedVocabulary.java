package dev.tunewatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.card.Sentence;
import dev.tunewatch.detect.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Terms of H2 and H3 that are themselves too sensitive to publish. They stand in a secret file of
 * the operator's:
 *
 * <pre>
 * H2: {names: [...], phrases: [...]}
 * H3: {names: [...]}
 * </pre>
 *
 * Names are looked for as words of names, tags and data sets, phrases in cards. What they find asks
 * for review and never flags; neither evidence nor any error repeats a term.
 */
final class RestrictedVocabulary {

  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_TERMS = 5_000;
  private static final int MAX_TERM = 200;
  private static final Confidence REVIEW = Confidence.of(0.50);
  private static final Set<String> SIGNALS = Set.of("H2", "H3");
  private static final Map<String, Rule.Kind> KINDS =
      Map.of("names", Rule.Kind.TOKEN, "phrases", Rule.Kind.PHRASE);

  private final String file;
  private final List<Rule> rules = new ArrayList<>();

  private RestrictedVocabulary(String file) {
    this.file = file;
  }

  /** Text of the file; its name alone is told where it cannot be read. */
  static String text(Path secret) throws InvalidRuleBook {
    try {
      if (Files.size(secret) <= MAX_BYTES) {
        return Files.readString(secret);
      }
      throw new InvalidRuleBook(name(secret), 0, "is larger than " + MAX_BYTES + " bytes");
    } catch (IOException unreadable) {
      throw new InvalidRuleBook(name(secret), 0, "cannot be read");
    }
  }

  /** The rules of the file; refused whole if anything in it is not as it must be. */
  static List<Rule> rules(Path secret, String text) throws InvalidRuleBook {
    RestrictedVocabulary vocabulary = new RestrictedVocabulary(name(secret));
    vocabulary.read(text);
    return List.copyOf(vocabulary.rules);
  }

  private void read(String text) throws InvalidRuleBook {
    YamlTree tree;
    try {
      tree = YamlTree.parse(file, text);
    } catch (InvalidRuleBook quoting) {
      // The parser's message may quote what it could not read.
      throw new InvalidRuleBook(file, quoting.line(), "is not YAML");
    }
    if (!tree.json().isObject() || tree.json().isEmpty()) {
      throw new InvalidRuleBook(file, 1, "needs H2 or H3");
    }
    for (Map.Entry<String, JsonNode> signal : tree.json().properties()) {
      int line = tree.line("/" + signal.getKey());
      if (!SIGNALS.contains(signal.getKey()) || !signal.getValue().isObject()) {
        throw new InvalidRuleBook(file, line, "only H2 and H3 stand here, each with its lists");
      }
      for (Map.Entry<String, JsonNode> list : signal.getValue().properties()) {
        Rule.Kind kind = KINDS.get(list.getKey());
        int at = tree.line("/" + signal.getKey() + "/" + list.getKey());
        if (kind == null) {
          throw new InvalidRuleBook(file, at, "only 'names' and 'phrases' are lists of terms");
        }
        rules.add(rule(SignalId.valueOf(signal.getKey()), kind, terms(list.getValue(), at)));
      }
    }
  }

  private List<String> terms(JsonNode list, int line) throws InvalidRuleBook {
    List<String> terms = new ArrayList<>();
    for (JsonNode term : list) {
      String text = term.asText();
      if (!term.isTextual() || text.isBlank() || text.length() > MAX_TERM) {
        throw new InvalidRuleBook(file, line, "term " + (terms.size() + 1) + " is no short text");
      }
      terms.add(text);
    }
    if (!list.isArray() || terms.isEmpty() || terms.size() > MAX_TERMS) {
      throw new InvalidRuleBook(file, line, "needs a list of 1 to " + MAX_TERMS + " terms");
    }
    return terms;
  }

  private static Rule rule(SignalId signal, Rule.Kind kind, List<String> terms) {
    Set<Rule.Field> fields =
        kind == Rule.Kind.PHRASE
            ? EnumSet.of(Rule.Field.CARD)
            : EnumSet.of(Rule.Field.NAME, Rule.Field.TAG, Rule.Field.DATASET);
    String id = signal.name().toLowerCase(Locale.ROOT) + Rule.RESTRICTED;
    return new Rule(
        id + kind.name().toLowerCase(Locale.ROOT),
        1,
        signal,
        Rule.Role.CLAIM,
        Tier.E2,
        REVIEW,
        Rule.Status.LIVE,
        fields,
        kind,
        false,
        Set.of(),
        terms,
        List.of(),
        List.of(),
        List.of(),
        EnumSet.allOf(Sentence.Place.class),
        new Rule.Examples(List.of(), List.of()));
  }

  private static String name(Path secret) {
    Path name = secret.getFileName();
    return name == null ? "restricted vocabulary" : name.toString();
  }
}
