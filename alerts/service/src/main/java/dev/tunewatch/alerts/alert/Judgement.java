package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.SignalId;
import java.time.Instant;
import java.util.List;

/**
 * Whether what an alert said was right, in the eyes of somebody who looked. There is one of each
 * source for an alert, the last.
 *
 * @param source {@link #ANALYST} or {@link #OPERATOR}
 * @param correct whether it was
 * @param signals of which this is said; empty takes an earlier judgement back
 * @param at when
 */
public record Judgement(
    AlertId alertId, String source, boolean correct, List<SignalId> signals, Instant at) {

  /** Somebody here. */
  public static final String ANALYST = "analyst";

  /** The hub's own people. */
  public static final String OPERATOR = "operator";

  public Judgement {
    signals = List.copyOf(signals);
  }

  /** Takes back what this source said. */
  public static Judgement none(AlertId alertId, String source, Instant at) {
    return new Judgement(alertId, source, false, List.of(), at);
  }
}
