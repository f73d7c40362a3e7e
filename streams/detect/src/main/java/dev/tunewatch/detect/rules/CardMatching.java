package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.card.Sentence;
import dev.tunewatch.detect.rules.Rule.Field;
import dev.tunewatch.detect.rules.Rule.Kind;
import dev.tunewatch.detect.text.FoldedText;
import dev.tunewatch.detect.text.TermScanner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rules over cards: one pass finds phrases and cues; sentences are looked at only where a cue of
 * the rule stands.
 */
final class CardMatching {

  /** The first matches of a rule are kept; the rest repeats them. */
  private static final int MAX_PER_RULE = 3;

  private record Term(int rule, boolean cue, boolean code) {}

  private final List<Rule> rules;
  private final List<Term> terms = new ArrayList<>();
  private final TermScanner scanner;

  CardMatching(List<Rule> all) {
    rules = all.stream().filter(rule -> rule.in().contains(Field.CARD)).toList();
    List<FoldedText> folded = new ArrayList<>();
    for (int r = 0; r < rules.size(); r++) {
      boolean sentence = rules.get(r).kind() == Kind.SENTENCE;
      for (String term : sentence ? rules.get(r).cues() : rules.get(r).terms()) {
        folded.add(FoldedText.of(term));
        terms.add(new Term(r, sentence, rules.get(r).in().contains(Field.CODE)));
      }
    }
    scanner = new TermScanner(folded);
  }

  long card(CardText card, List<Match> found) {
    int[] count = new int[rules.size()];
    BitSet[] cues = new BitSet[rules.size()];
    List<Sentence> sentences = card.sentences();
    int[] cursor = {0};
    long steps =
        scanner.scan(
            card.body(),
            (index, start, end) -> {
              Term term = terms.get(index);
              if (term.code() ? start < card.bodyStart() : !card.isSaid(start)) {
                return;
              }
              if (term.cue()) {
                // Ends come in order, so the sentence is found by walking on.
                while (cursor[0] < sentences.size() && sentences.get(cursor[0]).end() < end) {
                  cursor[0]++;
                }
                if (cues[term.rule()] == null) {
                  cues[term.rule()] = new BitSet();
                }
                cues[term.rule()].set(cursor[0]);
              } else if (count[term.rule()] < MAX_PER_RULE) {
                count[term.rule()]++;
                found.add(match(rules.get(term.rule()), card.body(), start, end));
              }
            });
    for (int r = 0; r < rules.size(); r++) {
      if (cues[r] != null) {
        steps += sentences(rules.get(r), card, cues[r], found);
      }
    }
    return steps;
  }

  private static long sentences(Rule rule, CardText card, BitSet cued, List<Match> found) {
    long steps = 0;
    int count = 0;
    for (int i = cued.nextSetBit(0); i >= 0; i = cued.nextSetBit(i + 1)) {
      if (i >= card.sentences().size() || count == MAX_PER_RULE) {
        break;
      }
      Sentence sentence = card.sentences().get(i);
      if (!rule.places().contains(sentence.place())) {
        continue;
      }
      int end = first(rule.patterns(), sentence);
      steps += cost(rule.patterns(), sentence);
      if (end >= 0) {
        steps += cost(rule.unless(), sentence);
        if (first(rule.unless(), sentence) < 0) {
          found.add(quote(rule, card.body(), sentence, end));
          count++;
        }
      }
    }
    return steps;
  }

  private static int first(List<WordPattern> patterns, Sentence sentence) {
    for (WordPattern pattern : patterns) {
      int end = pattern.find(sentence.words());
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  private static long cost(List<WordPattern> patterns, Sentence sentence) {
    long elements = 0;
    for (WordPattern pattern : patterns) {
      elements += pattern.size();
    }
    return elements * sentence.words().size();
  }

  /** The sentence, or as much of it before the end of the match as evidence may hold. */
  private static Match quote(Rule rule, FoldedText body, Sentence sentence, int endWord) {
    int from = sentence.start();
    int to = sentence.end();
    if (to - from > Evidence.MAX_QUOTE) {
      int matched = sentence.words().get(Math.max(0, endWord - 1)).end();
      for (int w = 0; matched - from > Evidence.MAX_QUOTE - 10; w++) {
        from = sentence.words().get(w).start();
      }
      to = matched;
    }
    return match(rule, body, from, to);
  }

  private static Match match(Rule rule, FoldedText body, int start, int end) {
    int from = body.originOf(start);
    int to = body.originEnd(end);
    return new Match(rule, "README.md", body.original().substring(from, to), from, to);
  }
}
