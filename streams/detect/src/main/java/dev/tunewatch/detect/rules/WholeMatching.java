package dev.tunewatch.detect.rules;

import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.rules.Rule.Field;
import dev.tunewatch.detect.rules.Rule.Kind;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.ReleaseFile;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules over fields that are compared whole: files, owner, task, library, flags, globs. */
final class WholeMatching {

  private record Whole(Rule rule, Set<String> words, List<Glob> globs) {}

  private final Map<Field, List<Whole>> byField = new EnumMap<>(Field.class);

  WholeMatching(List<Rule> rules) {
    for (Field field : Field.values()) {
      byField.put(
          field,
          rules.stream().filter(rule -> rule.in().contains(field)).map(WholeMatching::of).toList());
    }
  }

  private static Whole of(Rule rule) {
    List<Glob> globs =
        rule.kind() == Kind.GLOB ? rule.terms().stream().map(Glob::new).toList() : List.of();
    return new Whole(rule, new HashSet<>(rule.terms()), globs);
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
      for (Glob glob : whole.globs()) {
        if (glob.matches(lower)) {
          found.add(new Match(whole.rule(), named, id, null, null));
          break;
        }
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
        if (isOf(whole, paths[i], names[i])) {
          String field = "siblings[" + i + "].rfilename";
          found.add(new Match(whole.rule(), field, files.get(i).name(), null, null));
          break;
        }
      }
    }
  }

  private static boolean isOf(Whole whole, String path, String name) {
    for (int g = 0; g < whole.globs().size(); g++) {
      boolean isPath = whole.rule().terms().get(g).indexOf('/') >= 0;
      if (whole.globs().get(g).matches(isPath ? path : name)) {
        return true;
      }
    }
    return false;
  }

  private List<Whole> rules(Field field) {
    return byField.getOrDefault(field, List.of());
  }
}
