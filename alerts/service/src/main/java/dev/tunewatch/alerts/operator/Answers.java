package dev.tunewatch.alerts.operator;

import dev.tunewatch.alerts.alert.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What hubs did with what they were told. */
public interface Answers {

  /** The hub acted on it. */
  String ACTIONED = "actioned";

  /** The hub found nothing to act on. */
  String REJECTED = "rejected";

  /**
   * Keeps the last word on an alert, a line in its history, and a judgement on what it said.
   *
   * @param note for the analysts, null where nothing was said
   */
  void answer(Alert alert, String answer, @Nullable String note, String actor, Instant at);
}
