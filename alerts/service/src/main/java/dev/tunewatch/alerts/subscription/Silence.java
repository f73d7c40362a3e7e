package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.alerts.subscription.filter.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is not told for a while, on somebody's word. It holds for what is accepted while it stands;
 * a withdrawal of what was told before is told all the same.
 *
 * @param id {@code sil_…}
 * @param filter in CEL over the alert; never empty
 * @param subscriptionId the only subscription that it holds for, null for all
 * @param author who says so
 * @param reason why
 * @param createdAt since when
 * @param expiresAt until when, at most a year later
 */
@JsonPropertyOrder({"id", "filter", "subscriptionId", "author", "reason", "createdAt", "expiresAt"})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Silence(
    String id,
    String filter,
    @Nullable String subscriptionId,
    String author,
    String reason,
    Instant createdAt,
    Instant expiresAt) {

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_REASON = 500;

  /**
   * A new one.
   *
   * @throws SubscriptionRejected naming the field that is wrong
   */
  public static Silence create(
      String filter,
      @Nullable String subscriptionId,
      String author,
      String reason,
      Instant expiresAt,
      RandomGenerator random,
      Instant now) {
    if (filter.isBlank()) {
      throw new SubscriptionRejected("filter", "is missing; 'true' silences everything");
    }
    var unused = Interest.compile(filter.strip());
    SubscriptionDraft.check("author", author);
    if (reason.isBlank() || reason.length() > MOST_REASON) {
      throw new SubscriptionRejected("reason", "has 1 to " + MOST_REASON + " characters");
    }
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
      throw new SubscriptionRejected("expiresAt", "is after now, and within a year");
    }
    return new Silence(
        SubscriptionDraft.randomId("sil_", random),
        filter.strip(),
        subscriptionId,
        author,
        reason,
        now,
        expiresAt);
  }

  /** Whether it stands. */
  public boolean stands(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Whether it holds for this subscription. */
  public boolean holdsFor(Subscription subscription) {
    return subscriptionId == null || subscriptionId.equals(subscription.id());
  }

  /** The filter, ready to be asked. */
  public Filter compiled() {
    return Interest.compile(filter);
  }
}
