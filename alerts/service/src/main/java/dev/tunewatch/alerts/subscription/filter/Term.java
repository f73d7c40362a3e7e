package dev.tunewatch.alerts.subscription.filter;

/**
 * Something that is true of an alert or not: a name equals a text, or a list holds it.
 *
 * @param variable its name
 * @param value the text
 */
public record Term(String variable, String value) {}
