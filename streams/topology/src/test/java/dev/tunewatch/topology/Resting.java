package dev.tunewatch.topology;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the last assessments say, in the words of {@link FamiliesAtRest}. */
final class Resting {

  private Resting() {}

  /** Of each cluster that is active the members and what they carry. */
  static Map<String, Set<String>> clusters(Collection<Assessment> last) {
    Map<String, Set<String>> clusters = new TreeMap<>();
    for (Assessment assessment : last) {
      if (assessment.state() == Assessment.State.ACTIVE) {
        Set<String> members =
            assessment.members().stream()
                .map(member -> member.release().id() + " " + words(member.signals()))
                .collect(Collectors.toCollection(TreeSet::new));
        clusters.put(assessment.clusterId(), members);
      }
    }
    return clusters;
  }

  private static List<String> words(List<Signal> signals) {
    return signals.stream()
        .map(
            signal ->
                signal.id()
                    + "@"
                    + signal.confidence()
                    + (signal.suppressedBy() == null ? "" : "!" + signal.suppressedBy())
                    + (signal.inheritedFrom() == null
                        ? ""
                        : "<" + signal.inheritedFrom() + "<" + signal.evidence().get(0).quote()))
        .toList();
  }
}
