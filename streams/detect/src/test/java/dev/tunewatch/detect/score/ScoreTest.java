package dev.tunewatch.detect.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Severity;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {

  private static final ScoreInput.Reach NOBODY = new ScoreInput.Reach(0L, 0L, 0L);

  @ParameterizedTest
  @ValueSource(strings = {"V1 E2 0.95", "V2 E2 0.95", "V1 E1 0.98", "V2 E3 0.90"})
  void aRemovalOfWhichNothingElseIsKnownAlerts(String removal) {
    Scored scored = Inputs.SCORE.of(Inputs.only(removal));
    assertThat(scored.severity()).as(scored.text()).isEqualTo(Severity.P2);
    assertThat(scored.risk().score()).isEqualTo(51);
  }

  @Test
  void knownNoughtIsNought() {
    Scored scored = Inputs.SCORE.of(Inputs.with(Inputs.only("V1 E1 0.98"), NOBODY));
    assertThat(scored.risk().exposure()).isEqualByComparingTo("0");
    assertThat(scored.risk().score()).isZero();
    assertThat(scored.severity()).isEqualTo(Severity.P4);
  }

  @Test
  void noDownloadsYetAreNotInvisibleWhileNobodyKnowsTheUploader() {
    ScoreInput fresh = Inputs.with(Inputs.only("V1 E1 0.98"), new ScoreInput.Reach(0L, null, null));
    assertThat(Inputs.SCORE.of(fresh).severity()).isEqualTo(Severity.P2);
  }

  @Test
  void aNumberBelowNoughtIsNobodysCount() {
    assertThat(new ScoreInput.Reach(-1L, -5L, Long.MIN_VALUE)).isEqualTo(ScoreInput.Reach.UNKNOWN);
    assertThat(new ScoreInput.Model(Modality.TEXT, Tuning.CHAT, 0L, 3L, 0, false, false, false))
        .isEqualTo(
            new ScoreInput.Model(
                Modality.TEXT, Tuning.CHAT, null, null, null, false, false, false));
  }

  @Test
  void theLargestCountsAreNoOverflow() {
    ScoreInput input =
        Inputs.with(
            Inputs.with(
                Inputs.only("V1 E1 0.98"),
                new ScoreInput.Reach(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)),
            new ScoreInput.Model(
                Modality.TEXT,
                Tuning.CHAT,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                true,
                true,
                false));
    assertThat(Inputs.SCORE.of(input).risk().hazard()).isEqualByComparingTo("0.75");
  }

  @Test
  void aDefeatedBasePagesWhateverTheScore() {
    Scored scored = Inputs.SCORE.of(Inputs.with(Inputs.only("V5 E5 0.95"), NOBODY));
    assertThat(scored.severity()).isEqualTo(Severity.P1);
    assertThat(Inputs.SCORE.of(Inputs.only("V5 E6 0.30")).severity()).isEqualTo(Severity.P4);
  }

  @Test
  void aRealPersonInAdultContentPagesByTheHubsMarks() {
    ScoreInput marked = Inputs.with(Inputs.only("H4 E1 0.95"), NOBODY);
    assertThat(Inputs.SCORE.of(flagged(marked, "poi", "nsfw")).severity()).isEqualTo(Severity.P1);
    assertThat(Inputs.SCORE.of(flagged(marked, "nsfw")).severity()).isEqualTo(Severity.P4);
    assertThat(Inputs.SCORE.of(flagged(Inputs.only("H4 E6 0.40"), "poi", "nsfw")).severity())
        .isEqualTo(Severity.P4);
  }

  private static ScoreInput flagged(ScoreInput input, String... flags) {
    return new ScoreInput(
        input.signals(), Set.of(flags), input.model(), input.reach(), input.removal());
  }

  @Test
  void aBrandAsksForAReviewAndNeverAlerts() {
    Scored brand = Inputs.SCORE.of(Inputs.only("V2 E6 0.40"));
    assertThat(brand.severity()).isEqualTo(Severity.P4);
    assertThat(brand.review()).isTrue();
    assertThat(brand.risk().vulnerability()).isEqualByComparingTo("0.65");
    // The offence is sure, but what would make it an alert is the brand.
    ScoreInput offence = Inputs.only("H1 E1 0.98", "H2 E1 0.98", "H6 E1 0.98", "V2 E6 0.40");
    ScoreInput popular = Inputs.with(offence, new ScoreInput.Reach(1_000_000L, null, null));
    assertThat(Inputs.SCORE.of(popular).risk().score()).isGreaterThan(60);
    assertThat(Inputs.SCORE.of(popular).severity()).isEqualTo(Severity.P3);
  }

  @Test
  void aTaskDoesNotSilenceWhatAToolWrote() {
    ScoreInput classifier =
        Inputs.with(
            Inputs.only("V1 E1 0.98"),
            new ScoreInput.Model(
                Modality.CLASSIFIER, Tuning.UNKNOWN, null, null, null, false, false, false));
    assertThat(Inputs.SCORE.of(classifier).severity()).isEqualTo(Severity.P2);
    ScoreInput silenced = Inputs.with(classifier, Inputs.facts("V1 E2 0.95 B1"));
    assertThat(Inputs.SCORE.of(silenced).risk().hazard()).isEqualByComparingTo("0.05");
  }

  @Test
  void refusalsThatAToolCountedReplaceTheTable() {
    assertThat(vulnerability(stated(3, 100))).isEqualByComparingTo("0.95");
    assertThat(vulnerability(stated(20, 100))).isEqualByComparingTo("0.8");
    assertThat(vulnerability(stated(1, 3))).isEqualByComparingTo("0.6667");
  }

  @Test
  void aTableInWhichMostIsRefusedBuysNoSilence() {
    assertThat(vulnerability(stated(98, 100))).isEqualByComparingTo("0.75");
    assertThat(vulnerability(stated(50, 100))).isEqualByComparingTo("0.75");
  }

  private static ScoreInput.Removal stated(int refused, int asked) {
    return new ScoreInput.Removal(null, new ScoreInput.Refusals(refused, asked), null);
  }

  @Test
  void ownAndInheritedDoNotAddUp() {
    ScoreInput.Inherited weak = inherited("0.6");
    ScoreInput.Inherited strong = inherited("0.855");
    assertThat(vulnerability(new ScoreInput.Removal(weak, null, null)))
        .isEqualByComparingTo("0.75");
    assertThat(vulnerability(new ScoreInput.Removal(strong, null, null)))
        .isEqualByComparingTo("0.855");
  }

  @Test
  void whatContextSilencesIsNotInheritedEither() {
    ScoreInput judge =
        Inputs.with(
            Inputs.only("V4 E5 0.90 B1"), new ScoreInput.Removal(inherited("0.75"), null, null));
    assertThat(Inputs.SCORE.of(judge).risk().vulnerability()).isEqualByComparingTo("0.25");
    assertThat(Inputs.SCORE.of(judge).text()).contains("V4 does not count: B1, safety tool");
  }

  private static ScoreInput.Inherited inherited(String value) {
    return new ScoreInput.Inherited(new BigDecimal(value), Confidence.of(0.9), "acme/parent");
  }

  @Test
  void aMeasurementWeighsMoreThanTheClaim() {
    assertThat(vulnerability(new ScoreInput.Removal(null, null, new BigDecimal("0.35"))))
        .isEqualByComparingTo("0.47");
  }

  private static BigDecimal vulnerability(ScoreInput.Removal removal) {
    ScoreInput input = Inputs.with(Inputs.only("V1 E1 0.98"), removal);
    return Inputs.SCORE.of(input).risk().vulnerability();
  }

  @Test
  void otherClassesAndTightPackingAddALittleUpToTheMost() {
    ScoreInput all = Inputs.only("V1 E1 0.98", "V2 E2 0.95", "V3 E4 0.70", "V6 E3 0.90");
    assertThat(Inputs.SCORE.of(all).risk().vulnerability()).isEqualByComparingTo("0.9");
    ScoreInput tight =
        Inputs.with(
            all,
            new ScoreInput.Model(
                Modality.TEXT, Tuning.UNKNOWN, null, null, null, true, true, false));
    assertThat(Inputs.SCORE.of(tight).risk().vulnerability()).isEqualByComparingTo("0.95");
  }

  @Test
  void confidenceTakesTheSurestOfEachTier() {
    assertThat(confidence("V1 E2 0.95", "V2 E2 0.80")).isEqualByComparingTo("0.95");
    assertThat(confidence("V2 E2 0.80", "V3 E4 0.70")).isEqualByComparingTo("0.94");
    // A sure offence does not make the removal surer; H bears its confidence already.
    assertThat(confidence("V2 E2 0.60", "H1 E1 0.98")).isEqualByComparingTo("0.6");
    assertThat(confidence("H1 E2 0.85")).isEqualByComparingTo("0.85");
    assertThat(confidence("H3 E2 0.50", "V2 E6 0.40")).isEqualByComparingTo("0.5");
    assertThat(confidence("C2 E1 0.98", "H5 E1 0.98")).isEqualByComparingTo("0");
  }

  private static BigDecimal confidence(String... facts) {
    return Inputs.SCORE.of(Inputs.only(facts)).risk().confidence();
  }

  @Test
  void gatingAndMemoryNarrowTheAccess() {
    ScoreInput.Model open =
        new ScoreInput.Model(
            Modality.TEXT, Tuning.CHAT, 8_000_000_000L, null, 8, true, false, false);
    ScoreInput.Model gated =
        new ScoreInput.Model(
            Modality.TEXT, Tuning.CHAT, 8_000_000_000L, null, 8, true, false, true);
    ScoreInput.Model untold =
        new ScoreInput.Model(
            Modality.TEXT, Tuning.CHAT, 8_000_000_000L, null, null, true, false, false);
    assertThat(exposure(open)).isEqualByComparingTo("0.7071");
    assertThat(exposure(gated)).isEqualByComparingTo("0.5477");
    // 16 GB of weights, a twentieth over, cache and rest are 19 GB.
    assertThat(exposure(untold)).isEqualByComparingTo("0.6124");
  }

  private static BigDecimal exposure(ScoreInput.Model model) {
    return Inputs.SCORE.of(Inputs.with(Inputs.only("V1 E1 0.98"), model)).risk().exposure();
  }

  @Test
  void saysInSentencesWhatMadeIt() {
    ScoreInput input =
        new ScoreInput(
            Inputs.facts("H1 E2 0.95", "V1 E1 0.98", "V3 E4 0.70 B2"),
            Set.of(),
            new ScoreInput.Model(
                Modality.TEXT,
                Tuning.CHAT,
                20_000_000_000L,
                3_600_000_000L,
                14,
                true,
                false,
                false),
            new ScoreInput.Reach(60_213L, 20_000L, null),
            new ScoreInput.Removal(inherited("0.6"), null, null));
    assertThat(Inputs.SCORE.of(input).text())
        .isEqualTo(
            """
            P1: R 71 of 100 by tables score-v3.
            Hazard 0.5661: 20 billion parameters, which with those active at a time count as 8.49 \
            (0.35); it declares H1, cyber offence, confidence 0.95 (0.3325).
            Exposure 0.8467: runs on 14 GB of memory (0.9); 60,213 downloads in 30 days (0.7966); \
            to be expected by its uploader and its root: 20,000 downloads of the uploader's usual \
            release and downloads of its root unknown, taken as 0.5 (0.6084).
            Vulnerability 0.75: it declares V1, safeguards removed in the weights, confidence 0.98 \
            (0.75); it inherits a removal from acme/parent, V4, confidence 0.9 (0.6); V3 does not \
            count: B2, official publisher (0).
            Confidence 0.998: V1 by evidence of tier E1 (0.98); V4 by evidence of tier E5 (0.9).
            Severity P1: R is at least 70 and C at least 0.9.""");
  }

  @Test
  void everyReasonNamesItsRow() {
    Scored scored = Inputs.SCORE.of(Inputs.only("V1 E1 0.98"));
    assertThat(scored.reasons())
        .extracting(Reason::row)
        .containsExactly(
            "hazard.unknown",
            "exposure.unknown",
            "exposure.noCommand",
            "exposure.reach.unknown",
            "exposure.reach.unknown",
            "vulnerability.classes.V1",
            "tiers.E1",
            "severity.P2");
  }

  @Test
  void refusesWhatIsNoShareAndNoCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScoreInput.Removal(null, null, new BigDecimal("1.01")));
    assertThatIllegalArgumentException().isThrownBy(() -> inherited("-0.1"));
    assertThatIllegalArgumentException().isThrownBy(() -> new ScoreInput.Refusals(3, 0));
  }
}
