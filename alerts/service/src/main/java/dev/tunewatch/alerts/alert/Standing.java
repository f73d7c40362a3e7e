package dev.tunewatch.alerts.alert;

/**
 * An alert as it is kept between assessments.
 *
 * @param alert as it was last refreshed
 * @param told what its versions said, which the last refresh may fall behind
 * @param evidenceStands whether the last assessment was active; a false positive may still have its
 *     evidence, and then stands again with the end of its verdict
 * @param handling what people have done about it
 */
public record Standing(Alert alert, Told told, boolean evidenceStands, Handling handling) {

  /** One that nobody has touched. */
  public Standing(Alert alert, Told told) {
    this(alert, told, !alert.state().retracts(), Handling.OPEN);
  }
}
