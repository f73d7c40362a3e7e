package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.util.Optional;

/** What happened to one attempt, as the channel saw it; the stage decides what next. */
public sealed interface Outcome {

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
