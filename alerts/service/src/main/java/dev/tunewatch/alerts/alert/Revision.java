package dev.tunewatch.alerts.alert;

/**
 * What an assessment makes of an alert.
 *
 * @param alert as it is now
 * @param material whether this is a new version, to be told; otherwise the row is only refreshed
 */
public record Revision(Alert alert, boolean material) {}
