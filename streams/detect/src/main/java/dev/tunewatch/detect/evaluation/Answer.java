package dev.tunewatch.detect.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What detection said of a labelled release.
 *
 * @param kind what was known of it
 * @param urgent whether its severity is P1 or P2
 * @param found signals with their confidence; suppressed ones only where the reader says that the
 *     release is not to be flagged and names the signal
 * @param created the hub's date, empty where unknown
 */
record Answer(
    Label label,
    String kind,
    boolean flagged,
    boolean urgent,
    Map<String, Double> found,
    String created) {

  /** At this confidence a fact stands. */
  private static final double STANDS = 0.60;

  /** Reads one line of {@code inspect}. */
  static Answer of(Label label, String kind, JsonNode inspection, String created) {
    Map<String, Double> found = new TreeMap<>();
    for (JsonNode signal : inspection.path("signals")) {
      String id = signal.path("id").asText();
      boolean recorded = !label.flag() && label.signals().contains(id);
      if (recorded || !signal.hasNonNull("suppressedBy")) {
        found.put(id, signal.path("confidence").asDouble());
      }
    }
    String severity = inspection.path("severity").asText();
    boolean flagged = inspection.path("flagged").asBoolean();
    return new Answer(
        label,
        kind,
        flagged,
        flagged && (severity.equals("P1") || severity.equals("P2")),
        found,
        label.created().isEmpty() ? created : label.created());
  }

  boolean says(String signal) {
    return found.getOrDefault(signal, 0.0) >= STANDS;
  }
}
