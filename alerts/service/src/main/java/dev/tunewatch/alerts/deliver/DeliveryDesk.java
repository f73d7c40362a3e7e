package dev.tunewatch.alerts.deliver;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does about messages: looks where they are, and has them sent again. What is
 * sent again has the idempotency key that it had, so a receiver that has it may drop it.
 */
public interface DeliveryDesk {

  /** Where the messages of a subscription are. */
  Standing standing(Subscription subscription);

  /** The subscription that an entry of the delivery log belongs to, empty where there is none. */
  Optional<String> subscriptionOf(long deliveryId);

  /**
   * Sends the message of an entry of the delivery log again, at once and with its key.
   *
   * @return empty where there is no such entry
   */
  Optional<Resent> resend(long deliveryId, Instant now);

  /** Which of these alerts a subscription was told of. */
  Set<AlertId> toldOf(String subscriptionId, Collection<AlertId> alerts);

  /**
   * Sends versions to one subscription, again or for the first time, each by itself under the key
   * that it has had or would have had.
   *
   * @param notBefore when the first may go
   * @return how many; what waits already is not counted
   */
  int replay(Subscription to, List<Alert> versions, Instant notBefore, Instant now);

  /** What came of the wish to send again. */
  enum Resent {
    /** It is due. */
    DUE,
    /** It waits already. */
    WAITING,
    /** Its subscription is disabled. */
    DISABLED
  }

  /**
   * Where messages are.
   *
   * @param pending due, or due after a failure
   * @param deferred versions that wait on purpose, by {@code digest}, {@code group}, {@code quiet}
   *     and {@code cap}
   * @param deferredUntil when the first of those is due, null where nothing waits so
   * @param gaveUp versions that were given up
   * @param silenced versions that a silence kept back
   * @param circuit {@code closed}, {@code open} or {@code half_open}
   * @param failures of its endpoint in a row
   * @param failingSince the first of them, null where there is none
   * @param openUntil when its endpoint is tried again, null where it is not left alone
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Standing(
      long pending,
      Map<String, Long> deferred,
      @Nullable Instant deferredUntil,
      long gaveUp,
      long silenced,
      String circuit,
      int failures,
      @Nullable Instant failingSince,
      @Nullable Instant openUntil) {}
}
