package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.detect.rules.Rule;
import org.junit.jupiter.api.Test;

class RulesTest {

  private final RuleBook book = RuleBook.bundled();

  @Test
  void everyRuleMatchesItsExamplesAndNotItsCounterExamples() {
    assertThat(RuleExamples.run(book).wrong()).isEmpty();
  }

  @Test
  void everyClaimHasExamples() {
    assertThat(book.rules().all())
        .filteredOn(rule -> rule.role() == Rule.Role.CLAIM)
        .allSatisfy(rule -> assertThat(rule.examples().match()).as(rule.id()).isNotEmpty());
  }
}
