package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One writer that commits without pause, each time one record to every partition, so that a kill
 * hits it between a decision and its markers as often as not.
 */
final class WideCommits {

  static final int PARTITIONS = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaSettings kafka;

  WideCommits(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  void provision() throws Exception {
    try (Admin admin = Clients.admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(topic(), PARTITIONS, (short) 1))).all().get();
    }
  }

  /**
   * Commits one after the other; kills the broker in the middle of one, some commits later.
   *
   * @return the last number whose commit was confirmed
   */
  int commitUntil(ChildBroker child, int first) throws InterruptedException {
    AtomicInteger confirmed = new AtomicInteger(first - 1);
    KafkaProducer<byte[], byte[]> producer = Clients.transactionalProducer(kafka, "wide");
    producer.initTransactions();
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int n = first; ; n++) {
                  commit(producer, n);
                  confirmed.set(n);
                }
              } catch (KafkaException gone) {
                // The broker was killed and the producer closed: that is how it ends.
              }
            },
            "wide-writer");
    writer.start();
    await().atMost(PATIENCE).until(() -> confirmed.get() >= first + 20);
    child.kill();
    producer.close(Duration.ZERO);
    writer.join(PATIENCE.toMillis());
    assertThat(writer.isAlive()).isFalse();
    return confirmed.get();
  }

  /**
   * Ends what the writer left, as its successor does at its start, and waits until readers of
   * committed records may read to the end of every partition.
   */
  void awaitNothingOpen() {
    try (KafkaProducer<byte[], byte[]> successor = Clients.transactionalProducer(kafka, "wide");
        Admin admin = Clients.admin(kafka)) {
      successor.initTransactions();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                      .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
    }
  }

  /** For each committed number, in how many partitions it is. */
  Map<Integer, Integer> committed() {
    List<TopicPartition> partitions = partitions();
    Map<Integer, Integer> seen = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "wide-reader")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(r -> seen.merge(Integer.parseInt(Records.text(r.value())), 1, Integer::sum));
      }
    }
    return seen;
  }

  private void commit(KafkaProducer<byte[], byte[]> producer, int n) {
    producer.beginTransaction();
    for (int p = 0; p < PARTITIONS; p++) {
      producer.send(
          new ProducerRecord<>(topic(), p, new byte[0], Records.bytes(Integer.toString(n))));
    }
    producer.commitTransaction();
  }

  private Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
    Map<TopicPartition, OffsetSpec> asked =
        partitions().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    return admin
        .listOffsets(asked, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic(), p)).toList();
  }

  private String topic() {
    return kafka.named("wide.v1");
  }
}
