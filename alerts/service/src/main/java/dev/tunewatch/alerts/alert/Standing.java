package dev.tunewatch.alerts.alert;

/**
 * An alert as it is kept between assessments.
 *
 * @param alert as it was last refreshed
 * @param told what its versions said, which the last refresh may fall behind
 */
public record Standing(Alert alert, Told told) {}
