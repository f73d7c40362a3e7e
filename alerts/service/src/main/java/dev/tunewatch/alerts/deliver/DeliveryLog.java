package dev.tunewatch.alerts.deliver;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was attempted, kept for those who ask where a message is. */
public interface DeliveryLog {

  /**
   * A page, the newest first, with ids lower than {@code before}.
   *
   * @param subscriptionId only of that one, null for all
   */
  List<Row> list(@Nullable String subscriptionId, long before, int limit);

  /**
   * One attempt.
   *
   * @param id grows with time
   * @param messageId the idempotency key that the receiver saw
   * @param attempt 1 for the first
   * @param alertId null where the message is of several alerts, or of none
   * @param outcome {@code delivered}, {@code retry}, {@code gave_up}, {@code silenced}, {@code
   *     resent} or {@code replayed}
   * @param reason why not, null where it was delivered; the silence's id where one kept it back
   * @param kind {@code alert}, {@code digest}, {@code group} or {@code notice}
   * @param alerts how many it is of
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(
      long id,
      String subscriptionId,
      @Nullable String alertId,
      @Nullable Integer version,
      String messageId,
      int attempt,
      String outcome,
      @Nullable String reason,
      Instant at,
      long tookMillis,
      String kind,
      int alerts) {}
}
