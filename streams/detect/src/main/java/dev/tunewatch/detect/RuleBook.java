package dev.tunewatch.detect;

import dev.tunewatch.detect.rules.Rule;
import dev.tunewatch.detect.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabulary and the rules that detection works with. A book is a directory: {@code index.yaml}
 * names its number and its files; a book with a single mistake is refused whole.
 */
public final class RuleBook {

  /** Larger files are no rule files. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final String BUNDLED = "/rules/";

  private final Rules rules;
  private final Map<String, RuleSource> sources;
  private final String seal;

  private RuleBook(RuleBookReader read) {
    this(read.rules(), read.sources(), read.seal());
  }

  private RuleBook(Rules rules, Map<String, RuleSource> sources, String seal) {
    this.rules = rules;
    this.sources = sources;
    this.seal = seal;
  }

  /** The book that ships with this version of the product. */
  public static RuleBook bundled() {
    try {
      return new RuleBook(
          RuleBookReader.read(
              file -> {
                try (InputStream in = RuleBook.class.getResourceAsStream(BUNDLED + file)) {
                  if (in == null) {
                    throw new IOException("missing from the program");
                  }
                  return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                }
              }));
    } catch (InvalidRuleBook ourOwn) {
      throw new IllegalStateException(ourOwn);
    }
  }

  /**
   * Reads a book from a directory.
   *
   * @throws InvalidRuleBook naming file and line, if anything in it is wrong
   */
  public static RuleBook load(Path directory) throws InvalidRuleBook {
    return new RuleBook(
        RuleBookReader.read(
            file -> {
              Path path = directory.resolve(file);
              if (Files.size(path) > MAX_BYTES) {
                throw new IOException("larger than " + MAX_BYTES + " bytes");
              }
              return text(file, Files.readAllBytes(path));
            }));
  }

  /**
   * The same book and the operator's restricted terms of H2 and H3, which the project does not
   * hold.
   *
   * @param secret the file that holds them
   * @throws InvalidRuleBook naming file and line and no term, if anything in it is wrong
   */
  public RuleBook withRestricted(Path secret) throws InvalidRuleBook {
    String text = RestrictedVocabulary.text(secret);
    List<Rule> all = new ArrayList<>(rules.all());
    all.addAll(RestrictedVocabulary.rules(secret, text));
    return new RuleBook(
        new Rules(rules.version() + "-" + RuleBookReader.shortDigest(text), all), sources, seal);
  }

  /** Number of the book and a digest of its content, for example {@code 1-3f9a0c12be77}. */
  public String version() {
    return rules.version();
  }

  /** The rules, for detection and for lists of them. */
  public Rules rules() {
    return rules;
  }

  /** A rule as its file says it. */
  public Optional<RuleSource> source(String ruleId) {
    return Optional.ofNullable(sources.get(ruleId));
  }

  /**
   * Digest of number, file names and contents. Written as {@code seal} into {@code index.yaml}, it
   * makes a book that was changed in a single byte be refused.
   */
  public String seal() {
    return seal;
  }

  /** Strict: a byte that is no UTF-8 is a mistake with a line, not a question mark in a rule. */
  static String text(String file, byte[] bytes) throws InvalidRuleBook {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      throw new InvalidRuleBook(file, line, "is not UTF-8");
    }
    return text;
  }
}
