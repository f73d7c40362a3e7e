package dev.tunewatch.alerts.deliver;

import java.util.Map;

/** How far each partition of a topic was read; kept beside what was read. */
public interface Positions {

  /** Next offset by partition; partitions never read are missing. */
  Map<Integer, Long> of(String topic);

  /** Notes where a partition that was never read begins; keeps what is there. */
  void begin(String topic, int partition, long offset);

  /** Moves a position that lies outside of what the broker has, if it is still there. */
  void reset(String topic, int partition, long from, long to);

  /** How many withdrawals are held back. */
  long held();
}
