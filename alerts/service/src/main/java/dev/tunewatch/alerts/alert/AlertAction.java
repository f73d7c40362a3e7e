package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person can do with an alert. No action is a version but the one that takes it back. */
public sealed interface AlertAction {

  /** Its name in the API and in the history. */
  String name();

  /** Somebody has seen it. */
  record Acknowledge() implements AlertAction {
    @Override
    public String name() {
      return "acknowledge";
    }
  }

  /**
   * Puts it into somebody's hands.
   *
   * @param to null to take it out of all hands
   */
  record Assign(@Nullable String to) implements AlertAction {
    @Override
    public String name() {
      return "assign";
    }
  }

  /** It is dealt with; the evidence was right. */
  record Resolve() implements AlertAction {
    @Override
    public String name() {
      return "resolve";
    }
  }

  /**
   * Puts it off.
   *
   * @param until when it comes back by itself
   */
  record Snooze(Instant until) implements AlertAction {
    @Override
    public String name() {
      return "snooze";
    }
  }

  /**
   * The evidence does not show it.
   *
   * @param reason why
   * @param signals of which this is said; empty for those that flag now
   * @param expiresAt when the verdict ends by itself, null where it does not
   */
  record FalsePositive(Verdict.Reason reason, List<SignalId> signals, @Nullable Instant expiresAt)
      implements AlertAction {

    public FalsePositive {
      signals = List.copyOf(signals);
    }

    @Override
    public String name() {
      return "false_positive";
    }
  }

  /** Back to the beginning; of a false positive it ends the verdict. */
  record Reopen() implements AlertAction {
    @Override
    public String name() {
      return "reopen";
    }
  }

  /** A word for the others. */
  record Comment() implements AlertAction {
    @Override
    public String name() {
      return "comment";
    }
  }
}
