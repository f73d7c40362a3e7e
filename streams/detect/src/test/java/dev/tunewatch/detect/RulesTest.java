package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.rules.Matching;
import dev.tunewatch.detect.rules.Rule;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

  private final RuleBook book = RuleBook.bundled();
  private final Matching matching = new Matching(book.rules());

  @Test
  void everyRuleMatchesItsExamplesAndNotItsCounterExamples() {
    List<String> wrong = new ArrayList<>();
    for (Rule rule : book.rules().all()) {
      for (String example : rule.examples().match()) {
        if (!fires(rule, example)) {
          wrong.add(rule.id() + " misses: " + example);
        }
      }
      for (String example : rule.examples().noMatch()) {
        if (fires(rule, example)) {
          wrong.add(rule.id() + " must not match: " + example);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyClaimHasExamples() {
    assertThat(book.rules().all())
        .filteredOn(rule -> rule.role() == Rule.Role.CLAIM)
        .allSatisfy(rule -> assertThat(rule.examples().match()).as(rule.id()).isNotEmpty());
  }

  private boolean fires(Rule rule, String example) {
    Matches matches =
        rule.in().contains(Rule.Field.PARENT)
            ? matching.named(example)
            : matching.run(Subject.of(release(rule, example)));
    return matches.all().stream().anyMatch(match -> match.rule().id().equals(rule.id()));
  }

  private static Release release(Rule rule, String example) {
    List<String> tags = List.of();
    String id = "acme/model-7b";
    String pipeline = null;
    String library = null;
    List<ReleaseFile> files = null;
    List<String> datasets = List.of();
    List<String> flags = List.of();
    String card = null;
    if (rule.in().contains(Rule.Field.NAME)) {
      id = "acme/" + example;
    } else if (rule.in().contains(Rule.Field.OWNER)) {
      id = example + "/model-7b";
    } else if (rule.in().contains(Rule.Field.TAG)) {
      tags = List.of(example);
    } else if (rule.in().contains(Rule.Field.DATASET)) {
      datasets = List.of(example);
    } else if (rule.in().contains(Rule.Field.FLAG)) {
      flags = List.of(example);
    } else if (rule.in().contains(Rule.Field.FILE)) {
      files = List.of(new ReleaseFile(example, null, null));
    } else if (rule.in().contains(Rule.Field.CARD)) {
      card = example;
    } else if (rule.in().contains(Rule.Field.PIPELINE)) {
      pipeline = example;
    } else {
      library = example;
    }
    ReleaseName name = new ReleaseName("huggingface", id);
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(
        Releases.part(
            name,
            new Listing(
                "", null, null, null, null, tags, List.of(), pipeline, library, null, null, null,
                List.of(), datasets, List.of(), files, null, null, null, null, flags, List.of())));
    if (card != null) {
      parts.add(Releases.part(name, Releases.card(card)));
    }
    return Release.merge(parts);
  }
}
