package dev.tunewatch.detect.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Risk;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every input; the seed is printed. */
class ScorePropertyTest {

  private static final int RUNS = 3_000;
  private static final List<String> FACTS =
      List.of("H1 E2", "H3 E2", "H4 E1", "H8 E3", "V1 E1", "V2 E2", "V3 E4", "V4 E5", "V6 E3");
  private static final List<String> HINTS = List.of("H4 E6 0.40", "V2 E6 0.40", "V3 E4 0.30");

  private final Random random = seeded();

  private static Random seeded() {
    long seed = Long.getLong("tunewatch.seed", 20_261_126L);
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @Test
  void theScoreIsTheGeometricMeanOfWhatIsPublished() {
    for (int i = 0; i < RUNS; i++) {
      Risk risk = Inputs.SCORE.of(input()).risk();
      BigDecimal product = risk.hazard().multiply(risk.exposure()).multiply(risk.vulnerability());
      assertThat((double) risk.score())
          .isCloseTo(100 * Math.cbrt(product.doubleValue()), within(0.5000001));
    }
  }

  @Test
  void moreDownloadsNeverLowerIt() {
    for (int i = 0; i < RUNS; i++) {
      ScoreInput input = Inputs.with(input(), new ScoreInput.Reach(count(), count(), count()));
      ScoreInput.Reach reach = input.reach();
      ScoreInput more =
          Inputs.with(
              input,
              new ScoreInput.Reach(
                  more(reach.downloads()),
                  more(reach.uploaderMedian()),
                  more(reach.rootDownloads())));
      Scored before = Inputs.SCORE.of(input);
      Scored after = Inputs.SCORE.of(more);
      assertThat(after.risk().score()).isGreaterThanOrEqualTo(before.risk().score());
      assertThat(after.severity()).isLessThanOrEqualTo(before.severity());
    }
  }

  @Test
  void aFurtherRemovalNeverLowersIt() {
    for (int i = 0; i < RUNS; i++) {
      ScoreInput input = input();
      List<Signal> more = new ArrayList<>(input.signals());
      SignalId id = SignalId.valueOf("V" + (1 + random.nextInt(6)));
      more.removeIf(fact -> fact.id() == id && fact.suppressedBy() != null);
      more.add(Inputs.fact(id + " E2 " + Confidence.of(random.nextDouble())));
      int before = Inputs.SCORE.of(input).risk().score();
      assertThat(Inputs.SCORE.of(Inputs.with(input, more)).risk().score())
          .as("%s and %s", input, id)
          .isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void aSurerHazardNeverLowersIt() {
    for (int i = 0; i < RUNS; i++) {
      ScoreInput input = input();
      List<Signal> more = new ArrayList<>(input.signals());
      more.add(Inputs.fact("H" + (1 + random.nextInt(8)) + " E2 0.95"));
      assertThat(Inputs.SCORE.of(Inputs.with(input, more)).risk().score())
          .isGreaterThanOrEqualTo(Inputs.SCORE.of(input).risk().score());
    }
  }

  @Test
  void silencedFactsDoNotCount() {
    for (int i = 0; i < RUNS; i++) {
      ScoreInput input = input();
      ScoreInput alone =
          Inputs.with(
              Inputs.with(
                  input, input.signals().stream().filter(f -> f.suppressedBy() == null).toList()),
              new ScoreInput.Removal(null, input.removal().stated(), null));
      List<Signal> more = new ArrayList<>(alone.signals());
      for (SignalId id : SignalId.values()) {
        boolean hazard = id.kind() == 'H' || id.kind() == 'V' || id.kind() == 'O';
        if (hazard && alone.signals().stream().noneMatch(fact -> fact.id() == id)) {
          more.add(Inputs.fact(id + " E2 0.95 B1"));
        }
      }
      Scored silent = Inputs.SCORE.of(Inputs.with(alone, more));
      Scored without = Inputs.SCORE.of(alone);
      assertThat(silent.risk()).isEqualTo(without.risk());
      assertThat(silent.severity()).isEqualTo(without.severity());
      assertThat(silent.review()).isEqualTo(without.review());
    }
  }

  @Test
  void theOrderOfFactsChangesNothing() {
    for (int i = 0; i < RUNS; i++) {
      ScoreInput input = input();
      List<Signal> shuffled = new ArrayList<>(input.signals());
      Collections.shuffle(shuffled, random);
      assertThat(Inputs.SCORE.of(Inputs.with(input, shuffled))).isEqualTo(Inputs.SCORE.of(input));
    }
  }

  @Test
  void hintsAloneNeverAlert() {
    for (int i = 0; i < RUNS; i++) {
      List<Signal> hints = HINTS.stream().map(Inputs::fact).toList();
      Scored scored =
          Inputs.SCORE.of(Inputs.with(Inputs.with(input(), hints), ScoreInput.Removal.UNKNOWN));
      assertThat(scored.severity().name()).isEqualTo("P4");
    }
  }

  private ScoreInput input() {
    List<Signal> facts = new ArrayList<>();
    for (String fact : FACTS) {
      if (random.nextInt(3) == 0) {
        String silenced = random.nextInt(4) == 0 ? " B4" : "";
        facts.add(Inputs.fact(fact + " " + Confidence.of(random.nextDouble()) + silenced));
      }
    }
    HINTS.stream().filter(hint -> random.nextInt(4) == 0).forEach(h -> facts.add(Inputs.fact(h)));
    Long parameters =
        random.nextInt(4) == 0 ? null : (long) Math.pow(10, 8 + 4 * random.nextDouble());
    return new ScoreInput(
        facts,
        random.nextBoolean() ? Set.of() : Set.of("nsfw", "poi"),
        new ScoreInput.Model(
            pick(Modality.values()),
            pick(Tuning.values()),
            parameters,
            parameters == null || random.nextBoolean() ? null : Long.valueOf(parameters / 8),
            random.nextInt(3) == 0 ? null : Integer.valueOf(1 + random.nextInt(300)),
            random.nextBoolean(),
            random.nextInt(4) == 0,
            random.nextInt(4) == 0),
        new ScoreInput.Reach(unknownOr(count()), unknownOr(count()), unknownOr(count())),
        new ScoreInput.Removal(
            random.nextInt(3) == 0 ? inherited() : null,
            random.nextInt(4) == 0 ? new ScoreInput.Refusals(random.nextInt(101), 100) : null,
            random.nextInt(4) == 0 ? Confidence.of(random.nextDouble()).decimal() : null));
  }

  private ScoreInput.Inherited inherited() {
    return new ScoreInput.Inherited(
        Confidence.of(random.nextDouble()).decimal(),
        Confidence.of(random.nextDouble()),
        "acme/parent");
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  private long count() {
    return (long) Math.pow(10, 9 * random.nextDouble()) - 1;
  }

  private long more(@Nullable Long count) {
    return (count == null ? 0 : count) + random.nextInt(1_000_000);
  }

  private @Nullable Long unknownOr(long count) {
    return random.nextInt(3) == 0 ? null : Long.valueOf(count);
  }
}
