package dev.tunewatch.alerts.subscription.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private final Alert alert =
      Samples.alert(Samples.active("gamma-9b", 3, Severity.P2, SignalId.V1, SignalId.H1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "''¦YES",
        "true¦YES",
        "severity == 'P2'¦YES",
        "severity <= 'P3'¦YES",
        "severity == 'P1'¦NO",
        "'V1' in signals && hub == 'huggingface'¦YES",
        "'V5' in signals¦NO",
        "uploader == 'maker0' && name == 'maker0/gamma-9b'¦YES",
        "'maker2' in uploaders¦YES",
        "copies >= 3 && members == 3 && downloads == 30¦YES",
        "rootBase == ''¦YES",
        "key.startsWith('gamma') && name.contains('gamma')¦YES",
        "name.matches('^maker[0-9]+/gamma-(2|9)b$')¦YES",
        "!backlog && tlp == 'CLEAR' && state == 'new' && version == 1¦YES",
        "scored || risk > 50 || hazard > 0.5¦NO",
        "signals.exists(s, s.startsWith('H'))¦YES",
        "signals.all(s, s.startsWith('H'))¦NO",
        "copies / 0 == 1¦FAILED",
        "inherited¦NO",
      })
  void saysOfAnAlert(String text, Filter.Answer answer) {
    assertThat(Filter.of(text).ask(AlertFacts.of(alert))).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "severty == 'P1'¦position 1: there is no 'severty'; the nearest is 'severity'",
        "hub == 'x' && upload == 'y'¦position 15: there is no 'upload'; the nearest is 'uploader'",
        "copies == 'three'¦position 8: '==' does not work on a whole number and a text",
        "severity > 3¦position 10: '>' does not work on a text and a whole number",
        "'V1' in hub¦position 6: 'in' does not work on a text and a text",
        "copies + 1¦the whole must be true or false, and is a whole number",
        "severity == 'P7'¦position 13: severity is never 'P7'; the nearest is 'P1'",
        "'V99' in signals¦position 1: signals is never 'V99'; the nearest is 'V1'",
        "tlp in ['CLEAR', 'WHITE']¦position 18: tlp is never 'WHITE'; the nearest is 'CLEAR'",
        "hub.startWith('x')¦position 14: there is no function 'startWith'; the nearest is"
            + " 'startsWith'",
        "timestamp('2020-01-01T00:00:00Z') == timestamp('x')¦there is no function 'timestamp'",
        "{'a': 1}.size() == 1¦has no use here",
        "hub == ¦position 7: the end was not expected",
        "signals.map(s, s).size() == 1¦there is no function 'map'",
        "name.matches('(')¦position 14: is no pattern",
      })
  void refusesWithWordsForAPerson(String text, String problem) {
    assertThatThrownBy(() -> check(text))
        .isInstanceOf(FilterRejected.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(ints = {41, 300, 990})
  void refusesWhatIsNestedTooDeep(int depth) {
    String text = "(".repeat(depth) + "true" + ")".repeat(depth);
    String nots = "!".repeat(depth) + "true";
    assertThatThrownBy(() -> Filter.of("hub == '' ? " + text + " : false"))
        .isInstanceOf(FilterRejected.class);
    String chain = "[".repeat(depth) + "1" + "]".repeat(depth) + " == " + text;
    assertThatThrownBy(() -> Filter.of(chain)).isInstanceOf(FilterRejected.class);
    // Whatever its form, a filter is refused or answers.
    try {
      assertThat(Filter.of(nots).ask(AlertFacts.of(alert))).isNotNull();
    } catch (FilterRejected refused) {
      assertThat(refused).hasMessageContaining("");
    }
  }

  @Test
  void refusesWhatIsTooLongOrLoopsTooOften() {
    assertThatThrownBy(() -> Filter.of("hub == '" + "x".repeat(2_000) + "'"))
        .hasMessageContaining("at most 2000 characters");
    assertThatThrownBy(() -> Filter.of(times("copies>1", "||", 200)))
        .hasMessageContaining("at most 500 parts");
    assertThatThrownBy(
            () ->
                Filter.of(
                    "signals.all(a,uploaders.all(b,signals.all(c,uploaders.all(d,a+b==c+d))))"))
        .hasMessageContaining("loops");
  }

  @Test
  void loopsEndAfterFiveThousandRounds() {
    Alert wide = Samples.alert(Samples.active("wide", 50, Severity.P2, SignalId.V1));
    AlertFacts facts = AlertFacts.of(wide);
    String everyPair = "uploaders.all(a, uploaders.all(b, size(a + b) > 0))"; // 2,550 rounds
    assertThat(Filter.of(everyPair).ask(facts)).isEqualTo(Filter.Answer.YES);
    assertThat(Filter.of(times(everyPair, "&&", 2)).ask(facts)).isEqualTo(Filter.Answer.FAILED);
  }

  @Test
  void patternsAreFewAndNotInsideTwoLoops() {
    String pattern = "name.matches('(a*)*(b|c)*[0-9]{1,20}|maker.*')";
    assertThat(Filter.of(times(pattern, "&&", 10)).ask(AlertFacts.of(alert)))
        .isEqualTo(Filter.Answer.YES);
    assertThatThrownBy(() -> Filter.of(times(pattern, "&&", 11)))
        .hasMessageContaining("uses matches at most 10 times");
    assertThat(Filter.of("uploaders.all(a, a.matches('maker.*'))").ask(AlertFacts.of(alert)))
        .isEqualTo(Filter.Answer.YES);
    assertThatThrownBy(
            () -> Filter.of("uploaders.all(a, uploaders.all(b, (a + b).matches('maker.*')))"))
        .hasMessageContaining("matches stands inside one loop");
  }

  @Test
  void aPatternThatUnfoldsIsRefused() {
    assertThatThrownBy(() -> check("name.matches('((a{30}){30}){30}')"))
        .isInstanceOf(FilterRejected.class);
  }

  @Test
  void readsOffWhatMustBeTrue() {
    assertThat(Filter.of("hub == 'civitai' && copies > 3 && 'V1' in signals").required())
        .containsExactlyInAnyOrder(
            Set.of(new Term("hub", "civitai")), Set.of(new Term("signals", "V1")));
    assertThat(Filter.of("severity in ['P1', 'P2']").required())
        .containsExactly(Set.of(new Term("severity", "P1"), new Term("severity", "P2")));
    assertThat(Filter.of("(uploader == 'a' && copies > 1) || 'b' == name").required())
        .containsExactly(Set.of(new Term("uploader", "a"), new Term("name", "b")));
    assertThat(Filter.of("uploader == 'a' || copies > 1").required()).isEmpty();
    assertThat(Filter.of("!(uploader == 'a')").required()).isEmpty();
    assertThat(Filter.of("uploader == 'a' ? true : false").required()).isEmpty();
    assertThat(Filter.of("hub == name").required()).isEmpty();
  }

  private Filter.Answer check(String text) {
    return Filter.of(text).ask(AlertFacts.of(alert));
  }

  private static String times(String part, String between, int count) {
    return IntStream.range(0, count).mapToObj(i -> part).collect(Collectors.joining(between));
  }
}
