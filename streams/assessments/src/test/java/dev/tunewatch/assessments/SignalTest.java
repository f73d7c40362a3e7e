package dev.tunewatch.assessments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {

  @Nested
  class ASureness {

    @ParameterizedTest
    @CsvSource({
      "0.95, 0.95",
      "0.9500, 0.95",
      "1, 1",
      "1.0, 1",
      "0, 0",
      "0.0, 0",
      "0.0001, 0.0001",
      "0.5, 0.5",
      "0.12345, 0.1235",
      "0.00001, 0"
    })
    void isWrittenWithoutNeedlessZeros(BigDecimal given, String written) {
      assertThat(Confidence.of(given)).hasToString(written);
      assertThat(Confidence.of(given).decimal().toString()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
        doubles = {
          -0.00001,
          1.00001,
          429496.7296,
          1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        })
    void isFromZeroToOne(double probability) {
      assertThatIllegalArgumentException().isThrownBy(() -> Confidence.of(probability));
    }

    @Test
    void ofSeveralDoesNotDependOnOrderAndGrowsWithEach() {
      long seed = Long.getLong("tunewatch.seed", System.nanoTime());
      System.out.println("seed " + seed);
      Random random = new Random(seed);
      for (int i = 0; i < 5_000; i++) {
        List<Confidence> some = new ArrayList<>();
        for (int n = random.nextInt(6); n >= 0; n--) {
          some.add(new Confidence(random.nextInt(10_001)));
        }
        Confidence sum = Confidence.noisyOr(some);
        assertThat(sum.atLeast(Collections.max(some))).isTrue();
        Collections.shuffle(some, random);
        assertThat(Confidence.noisyOr(some)).isEqualTo(sum);
        Confidence first = some.get(0);
        some.set(0, new Confidence(Math.min(10_000, first.basisPoints() + random.nextInt(50))));
        assertThat(Confidence.noisyOr(some).atLeast(sum)).as("surer").isTrue();
        some.add(new Confidence(random.nextInt(10_001)));
        assertThat(Confidence.noisyOr(some).atLeast(sum)).as("more").isTrue();
      }
    }

    @Test
    void ofSeveralIsTheNoisyOr() {
      assertThat(Confidence.noisyOr(List.of())).isEqualTo(new Confidence(0));
      assertThat(Confidence.noisyOr(List.of(Confidence.of(0.9), Confidence.of(0.95))))
          .hasToString("0.995");
      assertThat(Confidence.noisyOr(List.of(Confidence.of(1), Confidence.of(0)))).hasToString("1");
      assertThat(Confidence.noisyOr(Collections.nCopies(1_000, Confidence.of(0.4))))
          .hasToString("1");
    }
  }

  @ParameterizedTest
  @EnumSource(SignalId.class)
  void ofVAndHButH5AndTheAlertingOMayAlert(SignalId id) {
    Set<SignalId> alerting =
        EnumSet.of(
            SignalId.V1,
            SignalId.V2,
            SignalId.V3,
            SignalId.V4,
            SignalId.V5,
            SignalId.V6,
            SignalId.H1,
            SignalId.H2,
            SignalId.H3,
            SignalId.H4,
            SignalId.H6,
            SignalId.H7,
            SignalId.H8,
            SignalId.O5,
            SignalId.O6);
    assertThat(id.alerts()).isEqualTo(alerting.contains(id));
    assertThat(id.title()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "V1, 0.6, , true",
    "V1, 0.5999, , false",
    "V1, 1, B1, false",
    "H1, 0.6, , true",
    "H5, 1, , false",
    "O1, 1, , false",
    "O5, 0.6, , true",
    "C1, 1, , false",
    "S2, 1, , false",
    "B7, 1, , false"
  })
  void flagsWhereItMayAlertAndIsSureAndNotSilenced(
      SignalId id, double confidence, SignalId benign, boolean flags) {
    Signal signal = Cases.signal(id, Tier.E2, confidence);
    assertThat((benign == null ? signal : signal.suppressedBy(benign)).flags()).isEqualTo(flags);
  }

  @Test
  void anUngatedCopyFlagsByTheRulesThatTheCatalogueNamesAlone() {
    assertThat(by(SignalId.O1, "o1.gated/1", null).flags()).isFalse();
    assertThat(by(SignalId.O1, "o1.identical/1", null).flags()).isTrue();
    assertThat(by(SignalId.O1, "o1.taken-down/1", null).flags()).isTrue();
    assertThat(by(SignalId.O4, "o4.scrubbed/1", null).flags()).isTrue();
    assertThat(by(SignalId.O4, "o4.status/1", null).flags()).isFalse();
    assertThat(by(SignalId.O3, "o1.identical/1", null).flags()).isFalse();
  }

  @Test
  void aDomainThatIsInheritedFlagsNobody() {
    assertThat(by(SignalId.H1, "h1.name/1", null).flags()).isTrue();
    assertThat(by(SignalId.H1, "h.family/1", "maker/tool").flags()).isFalse();
    assertThat(by(SignalId.V4, "v4.family/1", "maker/tool").flags()).isTrue();
  }

  private static Signal by(SignalId id, String rule, @Nullable String inheritedFrom) {
    Evidence evidence = new Evidence("family", "a/b", null, null, rule);
    return new Signal(id, Tier.E5, Confidence.of(0.9), null, inheritedFrom, List.of(evidence));
  }

  @Test
  void needsEvidenceAndKeepsTheStrongest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Signal(SignalId.V1, Tier.E1, Confidence.FLAG, null, null, List.of()));
    Evidence other = new Evidence("tags", "y", null, null, "r@1");
    List<Evidence> many = new ArrayList<>(Collections.nCopies(20, other));
    many.set(0, Cases.evidence());
    Signal signal = new Signal(SignalId.V1, Tier.E1, Confidence.FLAG, null, null, many);
    assertThat(signal.evidence()).isEqualTo(many.subList(0, Signal.MAX_EVIDENCE));
  }

  @Test
  void aQuoteIsCutBetweenCharacters() {
    for (int lead = 150; lead < 165; lead++) {
      String quote = new Evidence("f", "x".repeat(lead) + "🦙🦙🦙🦙🦙🦙", null, null, "r").quote();
      assertThat(quote.length()).isLessThanOrEqualTo(Evidence.MAX_QUOTE);
      assertThat(quote.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
    String whole = "x".repeat(Evidence.MAX_QUOTE);
    assertThat(new Evidence("f", whole, null, null, "r").quote()).isEqualTo(whole);
  }

  @Test
  void aSpanDoesNotEndBeforeItStarts() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Evidence("f", "q", 5, 4, "r"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Evidence("f", "q", -1, 4, "r"));
  }

  @Test
  void theFirstSeverityIsTheWorst() {
    assertThat(Severity.values())
        .containsExactly(Severity.P1, Severity.P2, Severity.P3, Severity.P4);
    assertThat(Severity.P3.orWorse(Severity.P1)).isEqualTo(Severity.P1);
    assertThat(Severity.P1.orWorse(Severity.P3)).isEqualTo(Severity.P1);
    assertThat(Severity.P2.reaches(Severity.P3)).isTrue();
    assertThat(Severity.P3.reaches(Severity.P3)).isTrue();
    assertThat(Severity.P4.reaches(Severity.P3)).isFalse();
  }
}
