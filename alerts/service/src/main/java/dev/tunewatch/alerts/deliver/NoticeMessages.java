package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Notices with their idempotency keys, which say how often one is sent. */
public final class NoticeMessages {

  private NoticeMessages() {}

  /** That a cap defers: once a day, to the subscription itself. */
  public static Capped capped(Subscription about, int waiting, Instant now) {
    return new Capped(
        MessageId.ofNotice(about.id(), "cap " + now.truncatedTo(ChronoUnit.DAYS)),
        NoticePolicy.capped(about, waiting, now));
  }

  /** The key of the word that one was disabled: once for each time. */
  public static String disabledId(Subscription to, Subscription about, Instant at) {
    return MessageId.ofNotice(to.id(), "disabled " + about.id() + " " + at.toEpochMilli());
  }

  /**
   * A notice and its key.
   *
   * @param messageId the idempotency key
   */
  public record Capped(String messageId, Content.Notice notice) {}
}
