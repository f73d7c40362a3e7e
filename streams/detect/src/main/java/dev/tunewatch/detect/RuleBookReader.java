package dev.tunewatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.card.Sentence;
import dev.tunewatch.detect.rules.Rule;
import dev.tunewatch.detect.rules.Rules;
import dev.tunewatch.detect.rules.WordPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the files of a book against their schema. */
final class RuleBookReader {

  /** Where the files come from. */
  @FunctionalInterface
  interface Source {
    String text(String file) throws IOException, InvalidRuleBook;
  }

  private static final JsonSchema SCHEMA = YamlTree.schema("/rules/rules.schema.json");

  private final MessageDigest digest = sha256();
  private final MessageDigest sealing = sha256();
  private final Map<String, RuleSource> sources = new LinkedHashMap<>();
  private final Map<String, List<String>> words = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private String version = "";
  private String seal = "";

  private RuleBookReader() {}

  static RuleBookReader read(Source source) throws InvalidRuleBook {
    RuleBookReader reader = new RuleBookReader();
    YamlTree tree = reader.open(source, RuleBookIndex.FILE);
    RuleBookIndex index = RuleBookIndex.of(tree);
    reader.sealing.update(("book " + index.book()).getBytes(StandardCharsets.UTF_8));
    for (String name : index.files()) {
      reader.file(name, reader.open(source, name));
    }
    String hash = HexFormat.of().formatHex(reader.digest.digest(), 0, 6);
    reader.version = index.book() + "-" + hash;
    reader.seal = HexFormat.of().formatHex(reader.sealing.digest());
    if (index.seal() != null && !index.seal().equals(reader.seal)) {
      throw RuleBookIndex.wrong(
          tree, "/seal", "the book was changed since it was sealed; its seal is " + reader.seal);
    }
    return reader;
  }

  /** The rules, in the order of the book. */
  Rules rules() {
    return new Rules(version, rules);
  }

  /** By id, the rules as their files say them. */
  Map<String, RuleSource> sources() {
    return sources;
  }

  /** Digest of number, names and contents, which a book may bear to show that it is whole. */
  String seal() {
    return seal;
  }

  /** A few digits that change with the text. */
  static String shortDigest(String text) {
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 3);
  }

  private YamlTree open(Source source, String file) throws InvalidRuleBook {
    try {
      String text = source.text(file);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(bytes);
      if (!file.equals(RuleBookIndex.FILE)) {
        sealing.update(("\n" + file + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        sealing.update(bytes);
      }
      return YamlTree.parse(file, text);
    } catch (IOException unreadable) {
      throw new InvalidRuleBook(file, 0, "cannot be read: " + unreadable.getMessage());
    }
  }

  private void file(String file, YamlTree tree) throws InvalidRuleBook {
    tree.hold(SCHEMA);
    for (Map.Entry<String, JsonNode> list : tree.json().path("words").properties()) {
      if (words.put(list.getKey(), strings(list.getValue())) != null) {
        int line = tree.line("/words/" + list.getKey());
        throw new InvalidRuleBook(file, line, "a second word list '" + list.getKey() + "'");
      }
    }
    JsonNode listed = tree.json().path("rules");
    for (int i = 0; i < listed.size(); i++) {
      int line = tree.line("/rules/" + i);
      try {
        Rule rule = rule(tree.json().path("signal").asText(), listed.get(i));
        if (!ids.add(rule.id())) {
          throw new InvalidRuleBook(file, line, "a second rule '" + rule.id() + "'");
        }
        rules.add(rule);
        sources.put(rule.id(), new RuleSource(file, tree, "/rules/" + i));
      } catch (IllegalArgumentException wrong) {
        String id = listed.get(i).path("id").asText();
        throw new InvalidRuleBook(file, line, id + ": " + wrong.getMessage());
      }
    }
  }

  private Rule rule(String signal, JsonNode json) {
    Tier tier = Tier.valueOf(json.path("tier").asText("E6"));
    Rule.Kind kind = word(Rule.Kind.class, json.path("kind").asText());
    List<String> places = strings(json.path("places"));
    if (kind == Rule.Kind.SENTENCE && (!json.has("patterns") || !json.has("cues"))) {
      throw new IllegalArgumentException("a sentence rule has patterns and cues");
    }
    if (kind != Rule.Kind.SENTENCE && !json.has("terms")) {
      throw new IllegalArgumentException("has no terms");
    }
    return new Rule(
        json.path("id").asText(),
        json.path("version").asInt(),
        SignalId.valueOf(signal),
        word(Rule.Role.class, json.path("role").asText("claim")),
        tier,
        json.has("confidence")
            ? Confidence.of(json.path("confidence").decimalValue())
            : tier.base(),
        word(Rule.Status.class, json.path("status").asText()),
        words(Rule.Field.class, strings(json.path("in"))),
        kind,
        json.path("leet").asBoolean(false),
        words(Rule.Need.class, strings(json.path("needs"))),
        strings(json.path("terms")),
        strings(json.path("cues")),
        patterns(json.path("patterns")),
        patterns(json.path("unless")),
        places.isEmpty()
            ? EnumSet.allOf(Sentence.Place.class)
            : words(Sentence.Place.class, places),
        new Rule.Examples(
            strings(json.path("examples").path("match")),
            strings(json.path("examples").path("no-match"))));
  }

  private List<WordPattern> patterns(JsonNode array) {
    return strings(array).stream().map(text -> new WordPattern(text, words)).toList();
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.asText()));
    return strings;
  }

  private static <E extends Enum<E>> Set<E> words(Class<E> type, List<String> words) {
    Set<E> set = EnumSet.noneOf(type);
    words.forEach(text -> set.add(word(type, text)));
    return set;
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown word '" + word + "'"));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
