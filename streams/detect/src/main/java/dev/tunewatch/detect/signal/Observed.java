package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a detector judges: the release, what the rules matched in it, and its parents.
 *
 * @param parents resolved out of structured sources
 * @param stated parents that the card states in lists and lines about copies
 * @param names what the rules say of another release by its name alone
 */
public record Observed(
    Subject subject,
    Matches matches,
    List<ResolvedParent> parents,
    List<ResolvedParent> stated,
    Function<String, Matches> names) {

  /** What the rules say of another release, of which only the name is known here. */
  public Matches named(String id) {
    return names.apply(id);
  }

  /** Every parent once, the structured sources first. */
  public List<ResolvedParent> allParents() {
    List<ResolvedParent> all = new ArrayList<>(parents);
    for (ResolvedParent parent : stated) {
      if (parents.stream().noneMatch(known -> known.id().equalsIgnoreCase(parent.id()))) {
        all.add(parent);
      }
    }
    return all;
  }
}
