package dev.tunewatch.alerts.deliver;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was attempted, kept for those who ask where a message is. */
public interface DeliveryLog {

  /** A page, the newest first, with ids lower than {@code before}. */
  List<Row> list(long before, int limit);

  /**
   * One attempt.
   *
   * @param id grows with time
   * @param messageId the idempotency key that the receiver saw
   * @param attempt 1 for the first
   * @param outcome {@code delivered}, {@code retry} or {@code gave_up}
   * @param reason why not, null where it was delivered
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(
      long id,
      String subscriptionId,
      String alertId,
      int version,
      String messageId,
      int attempt,
      String outcome,
      @Nullable String reason,
      Instant at,
      long tookMillis) {}
}
