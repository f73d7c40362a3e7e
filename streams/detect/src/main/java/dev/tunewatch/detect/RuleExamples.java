package dev.tunewatch.detect;

import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.rules.Matching;
import dev.tunewatch.detect.rules.Rule;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the examples of a book: each rule must match the ones and not the others. Drafts and shadows
 * are held to theirs like live rules.
 */
public final class RuleExamples {

  private static final String BENIGN = "acme/model-7b";

  /** Fields of a release, in the order in which an example is put into them. */
  private static final List<String> FIELDS =
      List.of(
          "PARENT",
          "NAME",
          "OWNER",
          "TAG",
          "FILE",
          "CARD",
          "PIPELINE",
          "LIBRARY",
          "DATASET",
          "FLAG");

  /**
   * An example that does not hold.
   *
   * @param line of the example in its file
   * @param mustMatch whether the rule should have matched it
   */
  public record Wrong(String file, int line, String rule, String example, boolean mustMatch) {

    @Override
    public String toString() {
      String problem = mustMatch ? " does not match '" : " must not match '";
      return file + ":" + line + ": " + rule + problem + example + "'";
    }
  }

  /**
   * What came of it.
   *
   * @param examples how many were run
   */
  public record Outcome(int rules, int examples, List<Wrong> wrong) {
    public Outcome {
      wrong = List.copyOf(wrong);
    }
  }

  private RuleExamples() {}

  /** Runs all examples of all rules that claim something. */
  public static Outcome run(RuleBook book) {
    Matching matching = new Matching(book.rules(), rule -> true);
    List<Wrong> wrong = new ArrayList<>();
    int examples = 0;
    for (Rule rule : book.rules().all()) {
      if (rule.role() == Rule.Role.CLAIM) {
        examples += rule.examples().match().size() + rule.examples().noMatch().size();
        check(book, matching, rule, true, wrong);
        check(book, matching, rule, false, wrong);
      }
    }
    return new Outcome(book.rules().all().size(), examples, wrong);
  }

  private static void check(
      RuleBook book, Matching matching, Rule rule, boolean mustMatch, List<Wrong> wrong) {
    List<String> examples = mustMatch ? rule.examples().match() : rule.examples().noMatch();
    for (int i = 0; i < examples.size(); i++) {
      if (fires(matching, rule, examples.get(i)) != mustMatch) {
        RuleSource source = book.source(rule.id()).orElseThrow();
        int line = source.line("/examples/" + (mustMatch ? "match/" : "no-match/") + i);
        wrong.add(new Wrong(source.file(), line, rule.id(), examples.get(i), mustMatch));
      }
    }
  }

  private static boolean fires(Matching matching, Rule rule, String example) {
    Matches matches =
        field(rule).equals("PARENT")
            ? matching.named(example)
            : matching.run(Subject.of(release(rule, example)));
    return matches.all().stream().anyMatch(match -> match.rule().id().equals(rule.id()));
  }

  /** A release that says nothing but the example, in the first field that the rule looks at. */
  private static Release release(Rule rule, String example) {
    String id =
        switch (field(rule)) {
          case "NAME" -> example.indexOf('/') > 0 ? example : "acme/" + example;
          case "OWNER" -> example + "/model-7b";
          default -> BENIGN;
        };
    ReleaseName name = new ReleaseName("huggingface", ReleaseName.isId(id) ? id : BENIGN);
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(part(name, listing(field(rule), example)));
    if (field(rule).equals("CARD")) {
      parts.add(part(name, new Card(example, "", example.length(), false)));
    }
    return Release.merge(parts);
  }

  private static String field(Rule rule) {
    return FIELDS.stream()
        .filter(field -> rule.in().stream().anyMatch(in -> in.name().equals(field)))
        .findFirst()
        .orElse("");
  }

  private static Listing listing(String field, String example) {
    List<String> only = List.of(example);
    return new Listing(
        "",
        null,
        null,
        null,
        null,
        field.equals("TAG") ? only : List.of(),
        List.of(),
        field.equals("PIPELINE") ? example : null,
        field.equals("LIBRARY") ? example : null,
        null,
        null,
        null,
        List.of(),
        field.equals("DATASET") ? only : List.of(),
        List.of(),
        field.equals("FILE") ? List.of(new ReleaseFile(example, null, null)) : null,
        null,
        null,
        null,
        null,
        field.equals("FLAG") ? only : List.of(),
        List.of());
  }

  private static ReleasePart part(ReleaseName name, PartBody body) {
    Provenance example = new Provenance("rules", "example", null);
    return new ReleasePart(name, null, Instant.EPOCH, Observation.FIRST_SEEN, example, body);
  }
}
