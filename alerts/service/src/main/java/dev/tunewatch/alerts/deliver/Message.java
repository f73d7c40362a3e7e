package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.Set;

/**
 * One version of an alert on its way to one subscription.
 *
 * @param outboxId its row
 * @param messageId the idempotency key
 * @param subscription who is told
 * @param alert as it was at that version, members cut
 * @param attempt 1 for the first
 * @param acceptedAt when the assessment behind it was accepted
 * @param earlier severities that earlier versions had, for receivers that file by severity
 */
public record Message(
    long outboxId,
    String messageId,
    Subscription subscription,
    Alert alert,
    int attempt,
    Instant acceptedAt,
    Set<Severity> earlier) {

  public Message {
    earlier = Set.copyOf(earlier);
  }
}
