package dev.tunewatch.alerts.verdict.topic;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.VerdictCodec;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes verdicts, a batch a transaction, each into the partition of what it is about. A second
 * writer fences the first, so that nothing that a former process still has under way can land
 * behind a later word. Used by one thread.
 */
final class VerdictsTopicWriter implements Consumer<List<Verdict>>, AutoCloseable {

  private static final String CE_TYPE = "dev.tunewatch.verdict";
  private static final String CE_SOURCE = "/alerts";

  private final KafkaSettings kafka;
  private final String topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private int partitions;

  VerdictsTopicWriter(KafkaSettings kafka) {
    this.kafka = kafka;
    this.topic = kafka.named(StreamsTopics.VERDICTS.name());
  }

  /** Returns when all of them are committed; on failure none is. */
  @Override
  public void accept(List<Verdict> verdicts) {
    try {
      KafkaProducer<byte[], byte[]> to = producer();
      to.beginTransaction();
      verdicts.forEach(verdict -> to.send(record(verdict)));
      to.commitTransaction();
    } catch (KafkaException failed) {
      close(); // Fenced, or in a state that only a new one leaves.
      throw failed;
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = Clients.transactionalProducer(kafka, "alerts.verdicts");
      producer.initTransactions();
      partitions = producer.partitionsFor(topic).size();
    }
    return producer;
  }

  private ProducerRecord<byte[], byte[]> record(Verdict verdict) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            // Beside what it speaks of; the key of a cluster's verdict has a prefix.
            Partitioning.of(verdict.id(), partitions),
            verdict.key().getBytes(StandardCharsets.UTF_8),
            VerdictCodec.encode(verdict));
    CloudEvents.write(
        record.headers(), verdict.key() + "@" + verdict.at(), CE_TYPE, CE_SOURCE, verdict.at());
    return record;
  }
}
