package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Instant;

/**
 * One version of an alert on its way to one subscription.
 *
 * @param outboxId its row
 * @param messageId the idempotency key
 * @param subscription who is told
 * @param alert as it was at that version, members cut
 * @param attempt 1 for the first
 * @param acceptedAt when the assessment behind it was accepted
 */
public record Message(
    long outboxId,
    String messageId,
    Subscription subscription,
    Alert alert,
    int attempt,
    Instant acceptedAt) {}
