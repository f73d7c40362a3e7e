package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.Signal;

/** Benign context that silences facts; it never deletes them. */
public interface Suppressor extends Detector {

  /** Whether this context, as it was found, silences the fact. */
  boolean silences(Signal context, Signal fact);

  /** Whether the context is a fact of its own, told also where it silences nothing. */
  default boolean isFact() {
    return false;
  }
}
