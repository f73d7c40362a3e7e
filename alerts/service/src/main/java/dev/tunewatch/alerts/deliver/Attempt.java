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
    return outcome.wireName();
  }

  /** Why it was not delivered. */
  public Optional<GiveUpReason> reason() {
    return outcome.failure();
  }
}
