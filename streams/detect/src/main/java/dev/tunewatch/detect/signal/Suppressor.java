package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;

/** Benign context that silences facts; it never deletes them. */
public interface Suppressor extends Detector {

  /** Whether this context, as it was found, silences the fact; false of what none can silence. */
  boolean silences(Signal context, Signal fact);

  /**
   * Whether there is context that silences facts of this kind: removals and hazards. What a model
   * costs and who made it is never silenced.
   */
  static boolean canSilence(SignalId fact) {
    return fact.kind() == 'V' || fact.kind() == 'H';
  }

  /** Whether the context is a fact of its own, told also where it silences nothing. */
  default boolean isFact() {
    return false;
  }
}
