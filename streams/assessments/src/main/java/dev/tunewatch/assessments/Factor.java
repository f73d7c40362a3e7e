package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a reason speaks of. */
public enum Factor {
  HAZARD("H", "Hazard"),
  EXPOSURE("E", "Exposure"),
  VULNERABILITY("V", "Vulnerability"),
  CONFIDENCE("C", "Confidence"),
  SEVERITY("severity", "Severity");

  private final String symbol;
  private final String title;

  Factor(String symbol, String title) {
    this.symbol = symbol;
    this.title = title;
  }

  /** The letter of the formula; the name in JSON. */
  @JsonValue
  public String symbol() {
    return symbol;
  }

  /** A word for people. */
  public String title() {
    return title;
  }
}
