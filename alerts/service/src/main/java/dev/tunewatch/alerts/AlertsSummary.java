package dev.tunewatch.alerts;

/**
 * Where the service stands.
 *
 * @param alerts all that are stored
 * @param delivered deliveries that succeeded in this run
 * @param deadLetters assessments of this run that could not be read
 * @param pending accepted and not delivered yet
 * @param stalled those of {@code pending} that have failed three times or more
 */
public record AlertsSummary(
    long alerts, long delivered, long deadLetters, long pending, long stalled) {}
