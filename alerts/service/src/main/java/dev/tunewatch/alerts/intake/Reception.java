package dev.tunewatch.alerts.intake;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.canary.CanaryWatch;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.AlertTransaction.Position;
import dev.tunewatch.alerts.deliver.Unstorable;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.events.MalformedEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * What is done with the records of one poll: a malformed one is a dead letter, written before the
 * position moves past it, and stops nothing; a canary is measured once what was read with it is
 * stored; the rest is accepted in one transaction.
 */
final class Reception implements AutoCloseable {

  private final String topic;
  private final Acceptance acceptance;
  private final DeadLetterWriter deadLetters;
  private final IntakeMetrics metrics;
  private final CanaryWatch canaries;
  private final Clock clock;

  Reception(
      String topic,
      Acceptance acceptance,
      DeadLetterWriter deadLetters,
      IntakeMetrics metrics,
      CanaryWatch canaries,
      Clock clock) {
    this.topic = topic;
    this.acceptance = acceptance;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.canaries = canaries;
    this.clock = clock;
  }

  /**
   * Stores what was read between these positions.
   *
   * @return whether there is something to deliver
   * @throws dev.tunewatch.alerts.deliver.PositionTaken if somebody else has moved a position;
   *     nothing is stored
   */
  boolean take(ConsumerRecords<byte[], byte[]> records, List<Position> moved) {
    Map<Assessment, ConsumerRecord<byte[], byte[]>> assessments = new LinkedHashMap<>();
    List<Assessment> flown = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.value() == null) {
        continue; // A tombstone: the cluster's last word was told before.
      }
      try {
        Assessment assessment = StorableText.decode(record.value());
        if (canaries.isCanary(assessment)) {
          flown.add(assessment);
          continue;
        }
        assessments.remove(assessment); // The order is that of the last.
        assessments.put(assessment, record);
      } catch (MalformedEvent malformed) {
        refuse(record, String.valueOf(malformed.getMessage()));
      }
    }
    List<Alert> versions = accept(assessments, moved);
    flown.forEach(canaries::arrived);
    metrics.stored(records.count(), versions, clock.millis() / 1000.0);
    return !versions.isEmpty();
  }

  @Override
  public void close() {
    deadLetters.close();
  }

  private List<Alert> accept(
      Map<Assessment, ConsumerRecord<byte[], byte[]>> assessments, List<Position> moved) {
    deadLetters.flush();
    try {
      return acceptance.accept(moved, List.copyOf(assessments.keySet()));
    } catch (Unstorable oneOfThem) {
      // One by one, the position last: what is stored twice by a crash in between is the same.
      List<Alert> versions = new ArrayList<>();
      assessments.forEach(
          (assessment, record) -> {
            try {
              versions.addAll(acceptance.accept(List.of(), List.of(assessment)));
            } catch (Unstorable thisOne) {
              refuse(record, String.valueOf(thisOne.getMessage()));
            }
          });
      deadLetters.flush();
      acceptance.accept(moved, List.of());
      return versions;
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String error) {
    deadLetters.add(
        new DeadLetter(
            IntakeMetrics.STAGE,
            IntakeMetrics.MALFORMED,
            error,
            topic + '-' + record.partition() + '@' + record.offset(),
            record.key(),
            record.value()),
        record.timestamp());
  }
}
