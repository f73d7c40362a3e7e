package dev.tunewatch.detect.rules;

import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.rules.Rule.Field;
import dev.tunewatch.detect.rules.Rule.Kind;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.detect.text.FoldedText;
import dev.tunewatch.detect.text.TermScanner;
import java.util.ArrayList;
import java.util.List;

/** Rules over names and tags. */
final class NameMatching {

  /** At the end of a term: digits follow in the name. */
  private static final String DIGITS = "#";

  private record Term(Rule rule, String written, boolean digits) {}

  private final List<Term> terms = new ArrayList<>();
  private final TermScanner scanner;

  NameMatching(List<Rule> rules) {
    List<FoldedText> folded = new ArrayList<>();
    for (Rule rule : rules) {
      boolean here =
          rule.in().contains(Field.NAME)
              || rule.in().contains(Field.TAG)
              || rule.in().contains(Field.DATASET);
      if (here && rule.kind() != Kind.SENTENCE && rule.kind() != Kind.GLOB) {
        for (String term : spellings(rule)) {
          boolean digits = term.endsWith(DIGITS);
          String written = digits ? term.substring(0, term.length() - 1) : term;
          folded.add(FoldedText.ofName(written));
          terms.add(new Term(rule, written, digits));
        }
      }
    }
    scanner = new TermScanner(folded);
  }

  /** A guard of several words also voids what a maker writes in one: {@code UntiedUnaligned}. */
  private static List<String> spellings(Rule rule) {
    List<String> spellings = new ArrayList<>(rule.terms());
    if (rule.role() == Rule.Role.GUARD) {
      rule.terms().stream()
          .filter(term -> term.indexOf('-') > 0)
          .map(term -> term.replace("-", ""))
          .forEach(spellings::add);
    }
    return spellings;
  }

  long name(ModelName name, FoldedText text, List<Match> found) {
    long steps = scan(text, false, Field.NAME, "id", name.start(), found);
    return steps + scan(text.leet(), true, Field.NAME, "id", name.start(), found);
  }

  long tag(Subject.Tag tag, List<Match> found) {
    return scan(tag.text(), false, Field.TAG, tag.field(), -1, found);
  }

  long dataset(Subject.Tag dataset, List<Match> found) {
    return scan(dataset.text(), false, Field.DATASET, dataset.field(), -1, found);
  }

  private long scan(
      FoldedText text, boolean leet, Field in, String field, int shift, List<Match> found) {
    return scanner.scan(
        text,
        (index, start, end) -> {
          Term term = terms.get(index);
          Rule rule = term.rule();
          if (rule.in().contains(in)
              && (!leet || rule.leet())
              && stands(rule.kind(), term, text, start, end)
              && (!term.digits() || (end < text.length() && Character.isDigit(text.at(end))))) {
            add(rule, text, start, end, field, shift, found);
          }
        });
  }

  private static void add(
      Rule rule, FoldedText text, int start, int end, String field, int shift, List<Match> found) {
    int from = text.originOf(start);
    int to = text.originEnd(end);
    String quote = text.original().substring(from, to);
    Match match =
        shift < 0
            ? new Match(rule, field, text.original(), null, null)
            : new Match(rule, field, quote, shift + from, shift + to);
    if (!found.contains(match)) {
      found.add(match);
    }
  }

  private static boolean stands(Kind kind, Term term, FoldedText text, int start, int end) {
    return switch (kind) {
      case ROOT, PHRASE -> true;
      case PREFIX -> text.isBoundary(start);
      case TOKEN -> text.isBoundary(start) && (term.digits() || text.isBoundary(end));
      case EXACT -> start == 0 && end == text.length();
      case CASED ->
          text.isBoundary(start)
              && text.isBoundary(end)
              && text.original()
                  .substring(text.originOf(start), text.originEnd(end))
                  .equals(term.written());
      case SENTENCE, GLOB -> false;
    };
  }
}
