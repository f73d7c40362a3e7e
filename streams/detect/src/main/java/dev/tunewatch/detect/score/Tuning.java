package dev.tunewatch.detect.score;

/** Whether a model was taught to converse, and with that, as a rule, to refuse. */
public enum Tuning {
  CHAT,
  /** Trained to go on with text only. */
  BASE,
  UNKNOWN
}
