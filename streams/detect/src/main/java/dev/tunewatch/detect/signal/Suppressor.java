package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.Signal;

/** Benign context that silences facts; it never deletes them. */
public interface Suppressor extends Detector {

  /** Whether this context, where it is found, silences the fact. */
  boolean silences(Signal fact);
}
