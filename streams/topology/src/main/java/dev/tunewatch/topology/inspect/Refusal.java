package dev.tunewatch.topology.inspect;

import java.util.Locale;

/**
 * Why a record goes to the dead letters.
 *
 * @param reason of a closed set, a metric label
 * @param error for people, without payload
 */
public record Refusal(Reason reason, String error) {

  /** Reasons. */
  public enum Reason {
    /** Not the JSON that the topic promises, or too large. */
    MALFORMED,
    /** Well-formed, under a key that is not its own. */
    KEY_MISMATCH,
    /** The detector failed; what was told before stands, for a failure is not "no match". */
    DETECTOR_FAILED;

    /** The metric label, lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
