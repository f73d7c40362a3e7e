package dev.tunewatch.alerts.verdict.topic;

import dev.tunewatch.alerts.topic.TopicWork;
import dev.tunewatch.alerts.verdict.Rulings;
import dev.tunewatch.alerts.verdict.VerdictLog;
import dev.tunewatch.alerts.verdict.VerdictMetrics;
import dev.tunewatch.bus.KafkaSettings;

/**
 * Ends what is due and follows the verdicts onto {@code verdicts.v1}. The row that holds the
 * position keeps other instances from writing at the same time.
 */
public final class VerdictsOnTopic implements TopicWork {

  private static final int BATCH = 500;

  private final Rulings rulings;
  private final VerdictLog log;
  private final VerdictsTopicWriter writer;
  private final VerdictMetrics metrics;

  /** Writes what this log holds. */
  public VerdictsOnTopic(
      Rulings rulings, VerdictLog log, KafkaSettings kafka, VerdictMetrics metrics) {
    this.rulings = rulings;
    this.log = log;
    this.writer = new VerdictsTopicWriter(kafka);
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "verdicts";
  }

  @Override
  public String topic() {
    return "verdicts.v1";
  }

  @Override
  public boolean round() {
    // First what was decided: whatever is wrong with an end must not hold it back.
    int written = log.forward(BATCH, writer);
    metrics.published(written);
    boolean more = written == BATCH || rulings.endDue() > 0;
    metrics.round();
    return more;
  }

  @Override
  public void failed() {
    metrics.failed();
  }

  @Override
  public boolean caughtUp() {
    return log.atEnd();
  }

  @Override
  public void close() {
    writer.close();
  }
}
