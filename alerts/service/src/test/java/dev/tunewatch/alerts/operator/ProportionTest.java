package dev.tunewatch.alerts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  /** Against R's {@code prop.test(x, n, correct = FALSE)}. */
  @ParameterizedTest
  @CsvSource({
    "10, 8, 0.8, 0.4902, 0.9433",
    "1, 1, 1.0, 0.2065, 1.0",
    "5, 0, 0.0, 0.0, 0.4345",
    "100, 95, 0.95, 0.8882, 0.9785",
    "1000, 500, 0.5, 0.4691, 0.5309"
  })
  void isWilsonsInterval(long of, long count, double share, double low, double high) {
    Proportion proportion = new Proportion(of, count);
    assertThat(proportion.share()).isEqualTo(share);
    assertThat(proportion.low()).isEqualTo(low);
    assertThat(proportion.high()).isEqualTo(high);
  }

  @Test
  void ofNothingSaysNothing() {
    Proportion nothing = new Proportion(0, 0);
    assertThat(nothing.share()).isNull();
    assertThat(nothing.low()).isZero();
    assertThat(nothing.high()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(1, 2));
  }
}
