package dev.tunewatch.detect.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The catalogue's worked examples; R to one point, factors to the digits that it prints. */
class WorkedScoresTest {

  private static final double TWO_DIGITS = 0.01;

  @TestFactory
  Stream<DynamicTest> theCatalogueIsRight() throws IOException {
    return examples().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.get("example") + " " + example.get("case"), () -> check(example)));
  }

  @Test
  void allFifteenAreThere() throws IOException {
    Set<Object> numbers = new HashSet<>();
    examples().forEach(example -> numbers.add(example.get("example")));
    assertThat(numbers).hasSize(15).contains(1, 15);
  }

  private static List<Map<?, ?>> examples() throws IOException {
    try (InputStream in = WorkedScoresTest.class.getResourceAsStream("/worked-scores.yaml")) {
      List<?> examples = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return examples.stream().<Map<?, ?>>map(example -> (Map<?, ?>) example).toList();
    }
  }

  private static void check(Map<?, ?> example) {
    Scored scored = Inputs.SCORE.of(input(example));
    Map<?, ?> expect = Objects.requireNonNull((Map<?, ?>) example.get("expect"));
    String told = scored.text();
    assertThat((double) scored.risk().score()).as(told).isCloseTo(number(expect, "R"), within(1.0));
    close(expect, "H", scored.risk().hazard(), told);
    close(expect, "E", scored.risk().exposure(), told);
    close(expect, "V", scored.risk().vulnerability(), told);
    close(expect, "C", scored.risk().confidence(), told);
    assertThat(scored.severity().name()).as(told).isEqualTo(expect.get("severity"));
    assertThat(scored.review()).as(told).isEqualTo(expect.containsKey("review"));
    assertThat(scored.tables()).isEqualTo("score-v3");
  }

  private static void close(Map<?, ?> expect, String factor, BigDecimal actual, String told) {
    if (expect.containsKey(factor)) {
      assertThat(actual.doubleValue())
          .as(factor + " of " + told)
          .isCloseTo(number(expect, factor), within(TWO_DIGITS));
    }
  }

  private static ScoreInput input(Map<?, ?> example) {
    List<Signal> facts = strings(example.get("facts")).stream().map(Inputs::fact).toList();
    Integer refused = small(example, "refused");
    ScoreInput.Inherited inherited =
        example.containsKey("inherited")
            ? new ScoreInput.Inherited(
                BigDecimal.valueOf(number(example, "inherited")), Confidence.of(0.9), "acme/parent")
            : null;
    return new ScoreInput(
        facts,
        Set.copyOf(strings(example.get("flags"))),
        new ScoreInput.Model(
            Modality.valueOf(word(example, "modality", "TEXT")),
            Tuning.valueOf(word(example, "tuning", "UNKNOWN")),
            billions(example, "billions"),
            billions(example, "active"),
            small(example, "memory"),
            example.containsKey("command"),
            false,
            false),
        new ScoreInput.Reach(
            count(example, "downloads"),
            // What the catalogue does not speak of was nought.
            example.containsKey("uploader") ? count(example, "uploader") : Long.valueOf(0),
            example.containsKey("root") ? count(example, "root") : Long.valueOf(0)),
        new ScoreInput.Removal(
            inherited, refused == null ? null : new ScoreInput.Refusals(refused, 100), null));
  }

  private static double number(Map<?, ?> map, String key) {
    return Double.parseDouble(String.valueOf(map.get(key)));
  }

  private static @Nullable Long billions(Map<?, ?> map, String key) {
    return map.containsKey(key) ? Long.valueOf(Math.round(number(map, key) * 1e9)) : null;
  }

  private static @Nullable Long count(Map<?, ?> map, String key) {
    return map.containsKey(key) ? Long.valueOf(String.valueOf(map.get(key))) : null;
  }

  private static @Nullable Integer small(Map<?, ?> map, String key) {
    Long count = count(map, key);
    return count == null ? null : Integer.valueOf(count.intValue());
  }

  private static String word(Map<?, ?> map, String key, String otherwise) {
    return map.containsKey(key) ? String.valueOf(map.get(key)) : otherwise;
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
  }
}
