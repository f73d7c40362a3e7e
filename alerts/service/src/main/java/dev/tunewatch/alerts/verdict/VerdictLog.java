package dev.tunewatch.alerts.verdict;

import dev.tunewatch.assessments.Verdict;
import java.util.List;
import java.util.function.Consumer;

/** Verdicts in the order in which they were given, until they are on Kafka. */
public interface VerdictLog {

  /**
   * Hands out the next ones and moves the position in the same transaction: when the reader throws,
   * or the process dies, they are handed out again. Nobody else reads meanwhile.
   *
   * @param limit at most so many
   * @return how many; 0 where there is none, or somebody else is reading
   */
  int forward(int limit, Consumer<List<Verdict>> write);

  /** Whether all are out. */
  boolean atEnd();
}
