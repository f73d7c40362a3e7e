package dev.tunewatch.detect.rules;

import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.rules.Rule.Field;
import dev.tunewatch.detect.rules.Rule.Kind;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.ReleaseFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules over fields that are compared whole: files, owner, task, library, flags, globs. */
final class WholeMatching {

  /** What a rule looks for; its globs, those apart that speak of a whole path. */
  private record Whole(Rule rule, Set<String> words, Globs names, Globs paths) {}

  /** Most names of files are looked for as they are, and only some with a star. */
  private record Globs(Set<String> plain, List<Glob> starred) {

    boolean match(String name) {
      if (plain.contains(name)) {
        return true;
      }
      for (int g = 0; g < starred.size(); g++) {
        if (starred.get(g).matches(name)) {
          return true;
        }
      }
      return false;
    }
  }

  private final Map<Field, List<Whole>> byField = new EnumMap<>(Field.class);

  WholeMatching(List<Rule> rules) {
    for (Field field : Field.values()) {
      byField.put(
          field,
          rules.stream().filter(rule -> rule.in().contains(field)).map(WholeMatching::of).toList());
    }
  }

  private static Whole of(Rule rule) {
    return new Whole(
        rule,
        new HashSet<>(rule.terms()),
        globs(rule, term -> !isPath(term)),
        globs(rule, WholeMatching::isPath));
  }

  private static Globs globs(Rule rule, Predicate<String> which) {
    Set<String> plain = new HashSet<>();
    List<Glob> starred = new ArrayList<>();
    for (String term : rule.kind() == Kind.GLOB ? rule.terms() : List.<String>of()) {
      if (which.test(term)) {
        if (term.indexOf('*') < 0) {
          plain.add(term.toLowerCase(Locale.ROOT));
        } else {
          starred.add(new Glob(term));
        }
      }
    }
    return new Globs(plain, starred);
  }

  private static boolean isPath(String term) {
    return term.indexOf('/') >= 0;
  }

  void release(Subject subject, List<Match> found) {
    files(subject.files(), found);
    exact(Field.OWNER, subject.owner(), "id", subject.name().owner(), found);
    globs(Field.OWNER, subject.name().owner(), "id", found);
    globs(Field.NAME, subject.release().spokenId(), "id", found);
    exact(Field.LIBRARY, subject.library(), "library_name", subject.library(), found);
    exact(Field.PIPELINE, subject.pipeline(), "pipeline_tag", subject.pipeline(), found);
    List<String> flags = subject.release().listing().flags();
    for (int i = 0; i < flags.size(); i++) {
      exact(Field.FLAG, flags.get(i), "flags[" + i + "]", flags.get(i), found);
    }
    for (Subject.Tag dataset : subject.datasets()) {
      String id = dataset.text().original();
      globs(Field.DATASET, id, dataset.field(), found);
    }
  }

  /** What another release's name tells: its owner, and whether it is a listed parent. */
  void named(String id, ModelName name, List<Match> found) {
    exact(Field.OWNER, name.owner().toLowerCase(Locale.ROOT), "id", name.owner(), found);
    globs(Field.OWNER, name.owner(), "id", found);
    globs(Field.PARENT, id, "id", found);
  }

  private void exact(
      Field field, @Nullable String value, String named, @Nullable String quote, List<Match> to) {
    for (Whole whole : rules(field)) {
      if (value != null && quote != null && whole.words().contains(value)) {
        to.add(new Match(whole.rule(), named, quote, null, null));
      }
    }
  }

  private void globs(Field field, String id, String named, List<Match> found) {
    String lower = id.toLowerCase(Locale.ROOT);
    for (Whole whole : rules(field)) {
      if (whole.names().match(lower) || whole.paths().match(lower)) {
        found.add(new Match(whole.rule(), named, id, null, null));
      }
    }
  }

  private void files(List<ReleaseFile> files, List<Match> found) {
    String[] paths = new String[files.size()];
    String[] names = new String[files.size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = files.get(i).name().toLowerCase(Locale.ROOT);
      names[i] = paths[i].substring(paths[i].lastIndexOf('/') + 1);
    }
    for (Whole whole : rules(Field.FILE)) {
      for (int i = 0; i < paths.length; i++) {
        if (whole.names().match(names[i]) || whole.paths().match(paths[i])) {
          String field = "siblings[" + i + "].rfilename";
          found.add(new Match(whole.rule(), field, files.get(i).name(), null, null));
          break;
        }
      }
    }
  }

  private List<Whole> rules(Field field) {
    return byField.getOrDefault(field, List.of());
  }
}
