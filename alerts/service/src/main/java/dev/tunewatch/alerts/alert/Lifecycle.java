package dev.tunewatch.alerts.alert;

import dev.tunewatch.alerts.alert.Handling.Status;
import dev.tunewatch.assessments.SignalId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The state machine of an alert in people's hands. */
public final class Lifecycle {

  /** How long an alert may be put off. */
  public static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

  private Lifecycle() {}

  /** What an action leads to. */
  public sealed interface Step {

    /**
     * It is done.
     *
     * @param handling after it
     */
    record Taken(Handling handling) implements Step {}

    /**
     * It cannot be done from here.
     *
     * @param why for people
     */
    record Refused(String why) implements Step {}
  }

  /** Takes an action on an alert as it stands. */
  public static Step take(Standing standing, AlertAction action, Instant now) {
    Handling before = standing.handling();
    Status status = before.status();
    if (action instanceof AlertAction.Comment) {
      return new Step.Taken(before.touched());
    }
    if (action instanceof AlertAction.Reopen) {
      return status == Status.OPEN ? refused("it is open") : taken(before.to(Status.OPEN));
    }
    if (action instanceof AlertAction.FalsePositive wrong) {
      return falsePositive(standing, wrong, now);
    }
    if (status == Status.FALSE_POSITIVE || status == Status.RESOLVED) {
      return refused("it is " + words(status) + "; reopen it first");
    }
    if (action instanceof AlertAction.Assign assign) {
      return taken(before.assignedTo(assign.to()));
    }
    if (action instanceof AlertAction.Snooze snooze) {
      return snooze(before, snooze.until(), now);
    }
    if (action instanceof AlertAction.Acknowledge) {
      return status == Status.ACKNOWLEDGED
          ? refused("it is acknowledged already")
          : taken(before.to(Status.ACKNOWLEDGED));
    }
    return taken(before.to(Status.RESOLVED));
  }

  /**
   * What a new version does to it. Whoever holds it keeps it; what was done with comes back where
   * it became more severe, shows another kind of evidence, or stands again.
   *
   * @param before the alert as it was told last, from which this version differs
   */
  public static Handling afterVersion(Handling handling, Standing before, Alert after) {
    boolean quiet = handling.status() != Status.OPEN && handling.status() != Status.ACKNOWLEDGED;
    return quiet && isWorse(before, after) ? handling.to(Status.OPEN) : handling;
  }

  /**
   * What people did with an alert, on the one in which its story goes on. What was done with or put
   * off comes back where the other is more severe or shows another kind of evidence.
   *
   * @param from the superseded one; its evidence is as it was when it was told last
   * @return nothing where people have looked at the other one already: theirs is the later word
   */
  public static Optional<Handling> carriedOver(Standing from, Standing to) {
    Handling before = from.handling();
    if (to.handling().revision() > 0 || before.status() == Status.FALSE_POSITIVE) {
      return Optional.empty();
    }
    boolean quiet = before.status() == Status.SNOOZED || before.status() == Status.RESOLVED;
    boolean worse =
        to.alert().severity().compareTo(from.alert().severity()) < 0
            || !from.alert().flagging().containsAll(to.alert().flagging());
    return Optional.of(
        quiet && worse
            ? new Handling(Status.OPEN, before.assignee(), null, 1)
            : new Handling(before.status(), before.assignee(), before.snoozedUntil(), 1));
  }

  private static boolean isWorse(Standing before, Alert after) {
    if (after.state().retracts()) {
      return false;
    }
    Set<SignalId> added = EnumSet.noneOf(SignalId.class);
    added.addAll(after.flagging());
    added.removeAll(before.told().signals());
    return before.alert().state().retracts()
        || after.severity().compareTo(before.alert().severity()) < 0
        || !added.isEmpty();
  }

  private static Step falsePositive(
      Standing standing, AlertAction.FalsePositive wrong, Instant now) {
    Alert alert = standing.alert();
    if (alert.state().retracts()) {
      return refused("it is taken back already");
    }
    if (!wrong.signals().isEmpty() && !wrong.signals().containsAll(alert.flagging())) {
      return refused(
          "the alert would stand on other signals: "
              + alert.flagging()
              + " flag; grant an"
              + " exception for some of them instead");
    }
    if (wrong.expiresAt() != null && !wrong.expiresAt().isAfter(now)) {
      return refused("it would expire at once");
    }
    return taken(standing.handling().to(Status.FALSE_POSITIVE));
  }

  private static Step snooze(Handling before, Instant until, Instant now) {
    if (!until.isAfter(now)) {
      return refused("that is not in the future");
    }
    return until.isAfter(now.plus(LONGEST_SNOOZE))
        ? refused("it can be put off for " + LONGEST_SNOOZE.toDays() + " days at most")
        : taken(before.snoozed(until));
  }

  private static Step taken(Handling handling) {
    return new Step.Taken(handling);
  }

  private static Step refused(String why) {
    return new Step.Refused(why);
  }

  private static String words(Status status) {
    return status.wireName().replace('_', ' ');
  }
}
