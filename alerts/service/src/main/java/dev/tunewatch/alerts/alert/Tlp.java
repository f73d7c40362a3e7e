package dev.tunewatch.alerts.alert;

/** Traffic Light Protocol 2.0: how far something may be shared, the widest first. */
public enum Tlp {
  CLEAR,
  GREEN,
  AMBER,
  RED;

  /** Whether somebody cleared for this level may see something of that level. */
  public boolean covers(Tlp other) {
    return other.compareTo(this) <= 0;
  }
}
