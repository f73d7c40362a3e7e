package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.Set;

/**
 * Something on its way to one subscription.
 *
 * @param outboxId its row
 * @param messageId the idempotency key
 * @param subscription who is told
 * @param content what it says
 * @param attempt 1 for the first
 * @param acceptedAt when the first assessment behind it was accepted
 * @param urgent whether it is sent in quiet hours as well
 */
public record Message(
    long outboxId,
    String messageId,
    Subscription subscription,
    Content content,
    int attempt,
    Instant acceptedAt,
    boolean urgent) {

  /** One version of an alert. */
  public Message(
      long outboxId,
      String messageId,
      Subscription subscription,
      Alert alert,
      int attempt,
      Instant acceptedAt,
      Set<Severity> earlier) {
    this(
        outboxId,
        messageId,
        subscription,
        new Content.Story(alert, earlier),
        attempt,
        acceptedAt,
        false);
  }
}
