package dev.tunewatch.alerts.alert;

/**
 * What an assessment makes of an alert.
 *
 * @param alert as it is now
 * @param told so far, this one with it
 * @param material whether this is a new version, to be told; otherwise the row is only refreshed
 */
public record Revision(Alert alert, Told told, boolean material) {}
