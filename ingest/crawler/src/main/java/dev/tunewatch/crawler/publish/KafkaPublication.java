package dev.tunewatch.crawler.publish;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Kafka transactions; {@code transactional.id} is {@code ingest.<hub>.<lane>}. */
public final class KafkaPublication implements Publication {

  private final KafkaSettings kafka;
  private final String hub;
  private final String lane;
  private final byte[] key;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /** Writes for one lane of one hub. */
  public KafkaPublication(KafkaSettings kafka, String hub, String lane) {
    this.kafka = kafka;
    this.hub = hub;
    this.lane = lane;
    this.key = utf8(hub + "/" + lane);
  }

  @Override
  public void open() {
    close();
    KafkaProducer<byte[], byte[]> opened =
        Clients.transactionalProducer(kafka, "ingest." + hub + "." + lane);
    producer = opened;
    try {
      opened.initTransactions();
    } catch (KafkaException failed) {
      throw fencedOr(failed);
    }
  }

  @Override
  public void commit(Batch batch) {
    KafkaProducer<byte[], byte[]> open = Objects.requireNonNull(producer, "not open");
    List<ProducerRecord<byte[], byte[]>> records = records(batch);
    try {
      open.beginTransaction();
      records.forEach(open::send);
      open.commitTransaction();
    } catch (KafkaException failed) {
      throw abort(open, failed);
    }
  }

  /**
   * All records of a batch, made before its transaction begins: while one is open, no reader of
   * committed records sees what other lanes have committed behind it in the same partition.
   */
  private List<ProducerRecord<byte[], byte[]>> records(Batch batch) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(batch.parts().size() + 8);
    ReleaseRecords releases = new ReleaseRecords(kafka, "/ingest/" + hub + "/" + lane);
    for (Publishable part : batch.parts()) {
      records.add(releases.of(part));
    }
    for (Identity identity : batch.identities()) {
      records.add(releases.of(identity));
    }
    String escalations = kafka.named(IngestTopics.ESCALATIONS.name());
    for (Escalation escalation : batch.escalations()) {
      records.add(
          new ProducerRecord<>(escalations, 0, utf8(escalation.idHash()), escalation.encode()));
    }
    String deadLetters = kafka.named(IngestTopics.DEAD_LETTERS.name());
    for (DeadLetter letter : batch.deadLetters()) {
      records.add(letter.toRecord(deadLetters));
    }
    String checkpoints = kafka.named(IngestTopics.CHECKPOINTS.name());
    batch
        .checkpoints()
        .forEach(
            (row, value) ->
                records.add(
                    new ProducerRecord<>(
                        checkpoints, 0, utf8(row), value.length == 0 ? null : value)));
    records.add(
        new ProducerRecord<>(kafka.named(IngestTopics.COVERAGE.name()), 0, key, batch.coverage()));
    String status = kafka.named(IngestTopics.STATUS.name());
    batch
        .status()
        .forEach(
            (component, value) ->
                records.add(new ProducerRecord<>(status, 0, utf8(component), value)));
    return records;
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      // A thread that is asked to stop still closes in order; the request is kept for later.
      boolean interrupted = Thread.interrupted();
      open.close(Duration.ofSeconds(1));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A failed send shows its true cause, being fenced for example, when the abort is tried. */
  private RuntimeException abort(KafkaProducer<byte[], byte[]> open, KafkaException failed) {
    try {
      open.abortTransaction();
    } catch (KafkaException second) {
      RuntimeException verdict = fencedOr(second);
      if (verdict instanceof Fenced) {
        return verdict;
      }
    } catch (IllegalStateException nothingToAbort) {
      failed.addSuppressed(nothingToAbort);
    }
    return fencedOr(failed);
  }

  /**
   * Between two of our requests a newer instance may have ended our transaction: the broker then
   * speaks of an invalid state instead of a fenced producer. To open anew would fence the newer
   * one.
   */
  private RuntimeException fencedOr(KafkaException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof InvalidTxnStateException) {
        return new Fenced("ingest." + hub + "." + lane, failed);
      }
    }
    return failed;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
