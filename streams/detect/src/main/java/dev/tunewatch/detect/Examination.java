package dev.tunewatch.detect;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.Own;

/**
 * One release, read once. What it says by itself goes into the family graph; what the graph says of
 * its ancestors comes back, and only then the inspection is whole.
 */
public interface Examination {

  /** What the release brings into the graph; a function of its own record alone. */
  Own own();

  /** What is found, given what is known of its ancestors. */
  Inspection among(Family family);
}
