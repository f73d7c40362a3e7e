package dev.tunewatch.alerts.alert;

/**
 * What an assessment or a verdict makes of an alert.
 *
 * @param alert as it is now
 * @param told so far, this one with it
 * @param material whether this is a new version, to be told; otherwise the row is only refreshed
 * @param evidenceStands whether the last assessment was active
 */
public record Revision(Alert alert, Told told, boolean material, boolean evidenceStands) {

  /** One whose state says whether its evidence stands. */
  public Revision(Alert alert, Told told, boolean material) {
    this(alert, told, material, !alert.state().retracts());
  }
}
