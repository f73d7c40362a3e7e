package dev.tunewatch.detect;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.Own;
import java.util.List;
import java.util.function.Predicate;

/**
 * One release, read once. What it says by itself goes into the family graph; what the graph says of
 * its ancestors comes back, and only then the inspection is whole.
 */
public interface Examination {

  /** What the release brings into the graph; a function of its own record alone. */
  Own own();

  /**
   * What is found, given what is known of its ancestors. It is all that is needed of a release that
   * is not flagged, as most are; what it weighs is {@link #among}'s.
   */
  List<Signal> signals(Family family);

  /** What is found and what it comes to, given what is known of its ancestors. */
  Judged among(Family family);

  /**
   * The same without the signals that a person judged to be nothing, own and inherited ones: they
   * neither flag the release nor go down to its children.
   */
  Examination without(Predicate<SignalId> judged);
}
