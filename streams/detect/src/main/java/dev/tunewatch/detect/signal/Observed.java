package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.lineage.Lineage;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.subject.Subject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a detector judges: the release, what the rules matched in it, and its parents.
 *
 * @param lineage recipes, as they were read
 * @param parents resolved out of every source
 * @param names what the rules say of another release by its name alone
 * @param ancestors what is known of them; who asks is judged anew when that changes
 */
public record Observed(
    Subject subject,
    Matches matches,
    Lineage lineage,
    List<ResolvedParent> parents,
    Function<String, Matches> names,
    Supplier<Family> ancestors) {

  /** What the rules say of another release, of which only the name is known here. */
  public Matches named(String id) {
    return names.apply(id);
  }

  /** The same release, its ancestors known. */
  public Observed among(Family known) {
    return new Observed(subject, matches, lineage, parents, names, () -> known);
  }

  /** What is known of its ancestors. */
  public Family family() {
    return ancestors.get();
  }
}
