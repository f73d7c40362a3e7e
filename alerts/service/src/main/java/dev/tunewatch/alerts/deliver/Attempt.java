package dev.tunewatch.alerts.deliver;

import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded of one attempt.
 *
 * @param message what was sent
 * @param outcome what happened, after the schedule had its say
 * @param dueAt when to try again, present for a retry only
 * @param at when it ended
 * @param tookMillis how long it took
 */
public record Attempt(
    Message message, Outcome outcome, Optional<Instant> dueAt, Instant at, long tookMillis) {

  /** {@code delivered}, {@code retry} or {@code gave_up}. */
  public String outcomeName() {
    if (outcome instanceof Outcome.Delivered) {
      return "delivered";
    }
    return outcome instanceof Outcome.RetryAfter ? "retry" : "gave_up";
  }

  /** Why it was not delivered. */
  public Optional<GiveUpReason> reason() {
    if (outcome instanceof Outcome.RetryAfter retry) {
      return Optional.of(retry.reason());
    }
    return outcome instanceof Outcome.GaveUp gaveUp
        ? Optional.of(gaveUp.reason())
        : Optional.empty();
  }
}
