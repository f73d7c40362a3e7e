package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.util.Optional;

/** What happened to one attempt, as the channel saw it; the stage decides what next. */
public sealed interface Outcome {

  /** {@code delivered}, {@code retry} or {@code gave_up}. */
  default String wireName() {
    if (this instanceof Delivered) {
      return "delivered";
    }
    return this instanceof RetryAfter ? "retry" : "gave_up";
  }

  /** Why it was not delivered. */
  default Optional<GiveUpReason> failure() {
    if (this instanceof RetryAfter retry) {
      return Optional.of(retry.reason());
    }
    return this instanceof GaveUp gaveUp ? Optional.of(gaveUp.reason()) : Optional.empty();
  }

  /** The target has it. */
  record Delivered() implements Outcome {}

  /**
   * It may work later.
   *
   * @param reason what went wrong this time
   * @param after what the target asked for, empty where it did not say
   */
  record RetryAfter(GiveUpReason reason, Optional<Duration> after) implements Outcome {}

  /**
   * It will not work.
   *
   * @param reason why; {@link GiveUpReason#GONE} also ends the subscription
   */
  record GaveUp(GiveUpReason reason) implements Outcome {}
}
