package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.rules.Rule.Field;
import dev.tunewatch.detect.rules.Rule.Kind;
import dev.tunewatch.detect.rules.Rule.Need;
import dev.tunewatch.detect.rules.Rule.Role;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.ReleaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All rules of a book compiled into few automata; thread-safe. */
public final class Matching {

  private final List<Rule> rules;
  private final NameMatching names;
  private final CardMatching cards;
  private final Set<String> notGenerative;

  /** Compiles the live rules of a book. */
  public Matching(Rules book) {
    this(book, rule -> rule.status() == Rule.Status.LIVE);
  }

  /** Compiles some rules of a book, for example its drafts too. */
  public Matching(Rules book, Predicate<Rule> active) {
    this.rules =
        book.all().stream().filter(active).filter(rule -> rule.role() != Role.LIST).toList();
    this.names = new NameMatching(rules);
    this.cards = new CardMatching(rules);
    this.notGenerative = book.list(SignalId.B1, Field.PIPELINE);
  }

  /** Runs all rules over a release. */
  public Matches run(Subject subject) {
    List<Match> found = new ArrayList<>();
    long steps = names.name(subject.name(), subject.nameText(), found);
    for (Subject.Tag tag : subject.tags()) {
      steps += names.tag(tag, found);
    }
    if (subject.card() != null) {
      steps += cards.card(subject.card(), found);
    }
    whole(subject, found);
    boolean generative = !notGenerative.contains(String.valueOf(subject.pipeline()));
    List<Match> standing = judge(found, subject, generative);
    standing.sort(
        java.util.Comparator.comparing((Match m) -> m.rule().tier())
            .thenComparing(m -> rules.indexOf(m.rule())));
    return new Matches(standing, generative, steps);
  }

  private List<Match> judge(List<Match> found, Subject subject, boolean generative) {
    List<Match> guards = found.stream().filter(m -> m.rule().role() == Role.GUARD).toList();
    Predicate<Match> unguarded =
        match ->
            guards.stream()
                .noneMatch(g -> g.rule().signal() == match.rule().signal() && g.touches(match));
    boolean sized = Families.tellsModel(subject.nameText());
    List<Match> alone = new ArrayList<>();
    List<Match> leaning = new ArrayList<>();
    for (Match match : found) {
      Set<Need> needs = match.rule().needs();
      if (match.rule().role() == Role.CLAIM
          && unguarded.test(match)
          && (generative || !needs.contains(Need.GENERATIVE))
          && (sized || !needs.contains(Need.SIZED))) {
        (needs.contains(Need.COMPANION) ? leaning : alone).add(match);
      }
    }
    if (alone.stream().anyMatch(Matching::isRemoval)) {
      alone.addAll(leaning);
    }
    return alone;
  }

  private static boolean isRemoval(Match match) {
    SignalId signal = match.rule().signal();
    return (signal == SignalId.V1 || signal == SignalId.V2)
        && match.rule().tier() != dev.tunewatch.assessments.Tier.E6;
  }

  /** Fields that are compared whole. */
  private void whole(Subject subject, List<Match> found) {
    for (Rule rule : rules) {
      if (rule.in().contains(Field.FILE) && rule.kind() == Kind.GLOB) {
        files(rule, subject.files(), found);
      }
      if (rule.in().contains(Field.OWNER) && rule.terms().contains(subject.owner())) {
        found.add(new Match(rule, "id", subject.name().owner(), null, null));
      }
      if (rule.in().contains(Field.LIBRARY) && isListed(rule, subject.library())) {
        found.add(new Match(rule, "library_name", String.valueOf(subject.library()), null, null));
      }
      if (rule.in().contains(Field.PIPELINE) && isListed(rule, subject.pipeline())) {
        found.add(new Match(rule, "pipeline_tag", String.valueOf(subject.pipeline()), null, null));
      }
    }
  }

  private static boolean isListed(Rule rule, @Nullable String value) {
    return value != null && rule.terms().contains(value);
  }

  private static void files(Rule rule, List<ReleaseFile> files, List<Match> found) {
    for (int i = 0; i < files.size(); i++) {
      String path = files.get(i).name().toLowerCase(Locale.ROOT);
      String name = path.substring(path.lastIndexOf('/') + 1);
      for (String glob : rule.terms()) {
        if (matches(glob, glob.indexOf('/') >= 0 ? path : name)) {
          String field = "siblings[" + i + "].rfilename";
          found.add(new Match(rule, field, files.get(i).name(), null, null));
          return;
        }
      }
    }
  }

  private static boolean matches(String glob, String name) {
    boolean open = glob.startsWith("*");
    boolean ajar = glob.endsWith("*") && glob.length() > 1;
    String core = glob.substring(open ? 1 : 0, glob.length() - (ajar ? 1 : 0));
    if (open && ajar) {
      return name.contains(core);
    }
    return open ? name.endsWith(core) : ajar ? name.startsWith(core) : name.equals(core);
  }
}
