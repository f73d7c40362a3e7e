package dev.tunewatch.alerts.operator;

import dev.tunewatch.assessments.SignalId;
import java.time.Instant;
import java.util.List;

/** How often the service was right, as those say who looked. */
public interface Precision {

  /** Of alerts that were judged, and of alerts that were made, from then on. */
  Report since(Instant from);

  /**
   * What is shown to subscribers.
   *
   * @param since from when
   * @param signals of each signal that was judged, right of looked at, in catalogue order
   * @param retracted alerts that were taken back, of all that were made; those that only moved to
   *     another cluster do not count
   * @param falsePositives alerts that an analyst took back, of the same
   * @param answers of hubs: actioned of answered
   * @param contests upheld of answered
   */
  record Report(
      Instant since,
      List<OfSignal> signals,
      Proportion retracted,
      Proportion falsePositives,
      Proportion answers,
      Proportion contests) {

    public Report {
      signals = List.copyOf(signals);
    }
  }

  /** Of one signal. */
  record OfSignal(SignalId signal, Proportion precision) {}
}
