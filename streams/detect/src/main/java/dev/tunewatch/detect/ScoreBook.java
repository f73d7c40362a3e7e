package dev.tunewatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.score.ScoreTables;
import dev.tunewatch.detect.score.Tuning;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tables of the score; a file with a single mistake is refused whole. */
public final class ScoreBook {

  private static final String BUNDLED = "score-v3.yaml";
  private static final int MAX_BYTES = 1024 * 1024;
  private static final JsonSchema SCHEMA = YamlTree.schema("/score/score.schema.json");

  private final String file;
  private final YamlTree tree;

  private ScoreBook(String file, YamlTree tree) {
    this.file = file;
    this.tree = tree;
  }

  /** The tables that ship with this version of the product. */
  public static ScoreTables bundled() {
    try (InputStream in = ScoreBook.class.getResourceAsStream("/score/" + BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException(BUNDLED + " is missing from the program");
      }
      return read(BUNDLED, in.readNBytes(MAX_BYTES));
    } catch (IOException | InvalidRuleBook ourOwn) {
      throw new IllegalStateException(ourOwn);
    }
  }

  /**
   * Reads tables from a file.
   *
   * @throws InvalidRuleBook naming file and line, if anything in it is wrong
   */
  public static ScoreTables load(Path path) throws InvalidRuleBook {
    String name = String.valueOf(path.getFileName());
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new InvalidRuleBook(name, 0, "is larger than " + MAX_BYTES + " bytes");
      }
      return read(name, Files.readAllBytes(path));
    } catch (IOException unreadable) {
      throw new InvalidRuleBook(name, 0, "cannot be read: " + unreadable.getMessage());
    }
  }

  private static ScoreTables read(String file, byte[] bytes) throws InvalidRuleBook {
    YamlTree tree = YamlTree.parse(file, RuleBook.text(file, bytes));
    tree.hold(SCHEMA);
    return new ScoreBook(file, tree).tables();
  }

  private ScoreTables tables() throws InvalidRuleBook {
    return new ScoreTables(
        tree.json().path("tables").asText(),
        hazards(),
        exposures(),
        vulnerabilities(),
        thresholds(),
        new ScoreTables.Words(
            words("/words/media"), words("/words/classifier"), words("/words/oneCommand")));
  }

  private ScoreTables.Hazards hazards() throws InvalidRuleBook {
    return new ScoreTables.Hazards(
        bands("/hazard/sizes", "below", 9, "cap"),
        share("/hazard/larger"),
        share("/hazard/unknown"),
        share("/hazard/media"),
        share("/hazard/classifier"),
        bySignal("/hazard/weights"));
  }

  private ScoreTables.Exposures exposures() throws InvalidRuleBook {
    return new ScoreTables.Exposures(
        bands("/exposure/memory", "upTo", 0, "access"),
        share("/exposure/larger"),
        share("/exposure/unknown"),
        share("/exposure/gated"),
        share("/exposure/noCommand"),
        number("/exposure/reach/downloads"),
        number("/exposure/reach/uploader"),
        number("/exposure/reach/root"),
        share("/exposure/reach/unknown"));
  }

  private ScoreTables.Vulnerabilities vulnerabilities() {
    Map<Tuning, Integer> kinds = new EnumMap<>(Tuning.class);
    kinds.put(Tuning.CHAT, share("/vulnerability/kinds/chat"));
    kinds.put(Tuning.BASE, share("/vulnerability/kinds/base"));
    kinds.put(Tuning.UNKNOWN, share("/vulnerability/kinds/unknown"));
    return new ScoreTables.Vulnerabilities(
        bySignal("/vulnerability/classes"),
        share("/vulnerability/priors/brandFrom"),
        share("/vulnerability/priors/brand"),
        share("/vulnerability/priors/weakData"),
        kinds,
        share("/vulnerability/kinds/hardened"),
        share("/vulnerability/other"),
        share("/vulnerability/extreme"),
        share("/vulnerability/most"),
        share("/vulnerability/measured"));
  }

  private ScoreTables.Thresholds thresholds() throws InvalidRuleBook {
    ScoreTables.Bar p1 = bar("/severity/P1");
    ScoreTables.Bar p2 = bar("/severity/P2");
    ScoreTables.Bar p3 = bar("/severity/P3");
    if (p2.score() > p1.score() || p2.confidence() > p1.confidence()) {
      throw wrong("/severity/P2", "P2 asks for more than P1");
    }
    if (p3.score() > p2.score() || p3.confidence() > p2.confidence()) {
      throw wrong("/severity/P3", "P3 asks for more than P2");
    }
    return new ScoreTables.Thresholds(
        p1, p2, p3, number("/severity/review/score"), share("/severity/review/confidenceBelow"));
  }

  private ScoreTables.Bar bar(String at) {
    return new ScoreTables.Bar(
        number(at + "/score"),
        share(at + "/confidence"),
        tree.json().at(at).has("vulnerability") ? share(at + "/vulnerability") : 0);
  }

  /** Rows must ascend: the first that holds counts, and a row behind a larger one never would. */
  private List<ScoreTables.Band> bands(String at, String bound, int digits, String value)
      throws InvalidRuleBook {
    List<ScoreTables.Band> bands = new ArrayList<>();
    JsonNode rows = tree.json().at(at);
    for (int i = 0; i < rows.size(); i++) {
      String row = at + "/" + i;
      BigDecimal written = rows.get(i).path(bound).decimalValue();
      long end = written.movePointRight(digits).longValue();
      if (i > 0 && end <= bands.get(i - 1).bound()) {
        throw wrong(row, "the rows do not ascend");
      }
      bands.add(new ScoreTables.Band(end, written.toPlainString(), share(row + "/" + value)));
    }
    return bands;
  }

  private Map<SignalId, Integer> bySignal(String at) {
    Map<SignalId, Integer> shares = new EnumMap<>(SignalId.class);
    tree.json()
        .at(at)
        .fieldNames()
        .forEachRemaining(id -> shares.put(SignalId.valueOf(id), share(at + "/" + id)));
    return shares;
  }

  private Set<String> words(String at) {
    Set<String> words = new HashSet<>();
    tree.json().at(at).forEach(word -> words.add(word.asText()));
    return words;
  }

  private int number(String at) {
    return tree.json().at(at).asInt();
  }

  /** In ten-thousandths; the schema allows no finer ones. */
  private int share(String at) {
    return tree.json().at(at).decimalValue().movePointRight(4).intValueExact();
  }

  private InvalidRuleBook wrong(String at, String what) {
    return new InvalidRuleBook(file, tree.line(at), what);
  }
}
