package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.detect.rules.Rule;
import dev.tunewatch.events.ReleaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disguised names of the corpus; the seed is printed. */
@Tag("corpus")
class DisguiseTest {

  private static final List<String> QUANT =
      List.of("-GGUF", "-Q4_K_M-GGUF", "-4bit", "-GPTQ", "-exl2", "-AWQ", "-i1-GGUF", "-8bit-mlx");

  private final RuleBook book = RuleBook.bundled();
  private final Inspector inspector = new Inspector(book);
  private final Map<String, Rule> rules =
      book.rules().all().stream().collect(Collectors.toMap(Rule::label, Function.identity()));
  private final Random random = seeded();

  private static Random seeded() {
    long seed = Long.getLong("tunewatch.seed", 20_261_126L);
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @ParameterizedTest
  @EnumSource(Disguise.class)
  void neverTurnsAHardNegativePositive(Disguise disguise) {
    List<String> turned = new ArrayList<>();
    int tried = 0;
    for (String id : ids("tricky-benign.csv").toList()) {
      String dressed = disguise.of(id, random);
      if (ReleaseName.isId(dressed) && !inspect(id).flagged()) {
        tried++;
        if (inspect(dressed).flagged()) {
          turned.add(id + " as " + dressed);
        }
      }
    }
    System.out.println(disguise + ": " + turned.size() + " of " + tried + " look-alikes turned");
    assertThat(turned).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Disguise.class)
  void neverHidesAStrongRoot(Disguise disguise) {
    List<String> hidden = new ArrayList<>();
    int tried = 0;
    for (String id : ids("safeguard-removed.csv").toList()) {
      String dressed = disguise.of(id, random);
      if (ReleaseName.isId(dressed) && hasStrongRoot(inspect(id))) {
        tried++;
        if (!inspect(dressed).flagged()) {
          hidden.add(id + " as " + dressed);
        }
      }
    }
    System.out.println(disguise + ": " + hidden.size() + " of " + tried + " removals hidden");
    assertThat(tried).isGreaterThan(1_000);
    assertThat(hidden).isEmpty();
  }

  @Test
  void aQuantizationSuffixNeverChangesVulnerability() {
    for (String id : ids("gold-sample.csv").toList()) {
      String packed = id + QUANT.get(random.nextInt(QUANT.size()));
      if (ReleaseName.isId(packed)) {
        assertThat(vulnerability(packed)).as(packed).isEqualTo(vulnerability(id));
      }
    }
  }

  private Stream<String> ids(String file) {
    return Corpus.rows(file).stream()
        .map(row -> row.getOrDefault("id", ""))
        .filter(id -> ReleaseName.isId(id) && id.indexOf('/') > 0);
  }

  /** Whether a root rule that reads digits as letters flags the name. */
  private boolean hasStrongRoot(Inspection inspection) {
    return inspection.signals().stream()
        .filter(Signal::flags)
        .flatMap(signal -> signal.evidence().stream())
        .map(evidence -> rules.get(evidence.rule()))
        .anyMatch(rule -> rule != null && rule.leet());
  }

  private TreeSet<String> vulnerability(String id) {
    TreeSet<String> found = new TreeSet<>();
    inspect(id).signals().stream()
        .filter(signal -> signal.id().kind() == 'V')
        .forEach(
            signal -> found.add(signal.id() + " " + signal.tier() + " " + signal.confidence()));
    return found;
  }

  private Inspection inspect(String id) {
    return inspector.apply(Releases.named(id));
  }
}
