package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When to give an endpoint up, and who is told of what happens to a subscription.
 *
 * @param patience how long an endpoint may do nothing but fail
 * @param operator the name of the subscription that hears what no owner can be told
 * @param channels those that can carry a notice
 */
public record NoticePolicy(Duration patience, Optional<String> operator, Set<String> channels) {

  /** Why a subscription is disabled: its target said so. */
  public static final String GONE = "gone";

  /** Why a subscription is disabled: its target did nothing but fail. */
  public static final String FAILING = "failing";

  public NoticePolicy {
    channels = Set.copyOf(channels);
  }

  /**
   * Who hears that a subscription was disabled: another one of its owner with another target, else
   * the operator's.
   */
  public Optional<Subscription> recipient(Subscription about, List<Subscription> all) {
    List<Subscription> able =
        all.stream()
            .filter(Subscription::isActive)
            .filter(s -> channels.contains(s.channel()))
            .filter(s -> !s.endpoint().equals(about.endpoint()))
            .toList();
    return able.stream()
        .filter(s -> s.owner().equals(about.owner()))
        .findFirst()
        .or(
            () ->
                able.stream()
                    .filter(s -> operator.filter(s.name()::equals).isPresent())
                    .findFirst());
  }

  /** What is said of one that was disabled. */
  public Content.Notice disabled(Subscription about, String reason, Instant at) {
    String why =
        reason.equals(GONE)
            ? "Its target says that it is gone (410)."
            : "Every attempt to reach its target failed for " + patience.toHours() + " hours.";
    return new Content.Notice(
        "The subscription \"" + about.name() + "\" was disabled",
        why
            + " What waited for it was given up. Enable it with `tunewatch subscriptions enable "
            + about.id()
            + "`, then replay what it missed.",
        at);
  }

  /** What is said where a cap defers. */
  public static Content.Notice capped(Subscription about, int waiting, Instant at) {
    return new Content.Notice(
        "The cap of the subscription \"" + about.name() + "\" is reached",
        waiting
            + " messages wait because of the cap of "
            + about.pace().capPerHour()
            + " in an hour. They come later; none is dropped. This is said once a day.",
        at);
  }
}
