package dev.tunewatch.alerts.alert;

import java.util.List;
import java.util.function.Consumer;

/**
 * The versions of all alerts in the order of the one sequence that feeds share, with a position for
 * each reader inside this service. A version is there in the transaction that accepted it.
 */
public interface VersionLog {

  /**
   * Hands the next versions to a reader and moves its position in the same transaction: when the
   * reader throws, or the process dies, they are handed out again. Nobody else reads under that
   * name meanwhile.
   *
   * @param limit at most so many
   * @return how many; 0 where there is none, or somebody else is reading
   */
  int forward(String reader, int limit, Consumer<List<Alert>> write);

  /** Whether a reader has read all. */
  boolean atEnd(String reader);
}
