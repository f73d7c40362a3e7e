package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.rules.Rule.Field;
import dev.tunewatch.detect.rules.Rule.Need;
import dev.tunewatch.detect.rules.Rule.Role;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.detect.text.FoldedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** All rules of a book compiled into few automata; thread-safe. */
public final class Matching {

  /** Names that are remembered: few bases have most of the children. */
  private static final int REMEMBERED = 4_096;

  private final Map<Rule, Integer> rank = new IdentityHashMap<>();
  private final NameMatching names;
  private final CardMatching cards;
  private final WholeMatching wholes;
  private final Set<String> notGenerative;
  private final Map<String, Matches> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Matches> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Compiles the live rules of a book. */
  public Matching(Rules book) {
    this(book, rule -> rule.status() == Rule.Status.LIVE);
  }

  /** Compiles some rules of a book, for example its drafts too. */
  public Matching(Rules book, Predicate<Rule> active) {
    List<Rule> rules =
        book.all().stream().filter(active).filter(rule -> rule.role() != Role.LIST).toList();
    rules.forEach(rule -> rank.put(rule, rank.size()));
    this.names = new NameMatching(rules);
    this.cards = new CardMatching(rules);
    this.wholes = new WholeMatching(rules);
    this.notGenerative = book.list(SignalId.B1, Field.PIPELINE);
  }

  /** Runs all rules over a release. */
  public Matches run(Subject subject) {
    List<Match> found = new ArrayList<>();
    long steps = names.name(subject.name(), subject.nameText(), found);
    for (Subject.Tag tag : subject.tags()) {
      steps += names.tag(tag, found);
    }
    for (Subject.Tag dataset : subject.datasets()) {
      steps += names.dataset(dataset, found);
    }
    if (subject.card() != null) {
      steps += cards.card(subject.card(), found);
    }
    wholes.release(subject, found);
    boolean generative = !notGenerative.contains(String.valueOf(subject.pipeline()));
    return judge(found, subject.nameText(), generative, steps);
  }

  /** Runs the rules for names over a release of which nothing else is known. */
  public Matches named(String id) {
    Matches before = remembered.get(id);
    if (before != null) {
      return before;
    }
    Matches now = read(id);
    remembered.put(id, now);
    return now;
  }

  private Matches read(String id) {
    List<Match> found = new ArrayList<>();
    ModelName name = ModelName.of(id);
    FoldedText text = FoldedText.ofName(name.model());
    long steps = names.name(name, text, found);
    wholes.named(id, name, found);
    return judge(found, text, true, steps);
  }

  private Matches judge(List<Match> found, FoldedText name, boolean generative, long steps) {
    List<Match> guards = new ArrayList<>();
    for (Match match : found) {
      if (match.rule().role() == Role.GUARD) {
        guards.add(match);
      }
    }
    boolean sized = Families.tellsModel(name);
    List<Match> alone = new ArrayList<>();
    List<Match> leaning = new ArrayList<>();
    List<Match> context = new ArrayList<>();
    for (Match match : found) {
      Set<Need> needs = match.rule().needs();
      if (match.rule().role() != Role.GUARD
          && !isGuarded(match, guards)
          && (generative || !needs.contains(Need.GENERATIVE))
          && (sized || !needs.contains(Need.SIZED))) {
        if (match.rule().role() == Role.CONTEXT) {
          context.add(match);
        } else {
          (needs.contains(Need.COMPANION) ? leaning : alone).add(match);
        }
      }
    }
    if (alone.stream().anyMatch(Matching::isRemoval)) {
      alone.addAll(leaning);
    }
    alone.sort(
        Comparator.comparing((Match m) -> m.rule().tier())
            .thenComparing(m -> rank.getOrDefault(m.rule(), 0)));
    return new Matches(alone, context, generative, steps);
  }

  private static boolean isGuarded(Match match, List<Match> guards) {
    for (Match guard : guards) {
      if (guard.rule().signal() == match.rule().signal() && guard.touches(match)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRemoval(Match match) {
    SignalId signal = match.rule().signal();
    return (signal == SignalId.V1 || signal == SignalId.V2) && match.rule().tier() != Tier.E6;
  }
}
