package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.Signal;
import java.util.Optional;

/**
 * Finds one kind of fact. Pure and thread-safe; what it throws is a bug and is never read as
 * "nothing found".
 */
@FunctionalInterface
public interface Detector {

  /** The fact, if the release shows it. */
  Optional<Signal> detect(Observed observed);
}
