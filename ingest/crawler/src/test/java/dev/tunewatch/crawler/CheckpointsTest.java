package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.checkpoint.KafkaCheckpoints;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class CheckpointsTest {

  private final KafkaSettings kafka = SharedKafka.freshTopics();

  @Test
  void aRowIsTheLastOneThoughAnotherLaneWasKilledWithinATransactionBeforeIt() throws Exception {
    try (KafkaProducer<byte[], byte[]> killed = Clients.transactionalProducer(kafka, "killed");
        KafkaProducer<byte[], byte[]> lane = Clients.transactionalProducer(kafka, "lane")) {
      lane.initTransactions();
      commit(lane, "old");
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(row("hub/other", "never")).get(30, TimeUnit.SECONDS);
      commit(lane, "new");

      CompletableFuture<Optional<String>> read = CompletableFuture.supplyAsync(this::read);
      assertThatThrownBy(() -> read.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      killed.abortTransaction();
      assertThat(read.get(60, TimeUnit.SECONDS)).contains("new");
    }
  }

  private Optional<String> read() {
    try {
      return new KafkaCheckpoints(kafka)
          .read("hub/lane")
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void commit(KafkaProducer<byte[], byte[]> lane, String value) {
    lane.beginTransaction();
    lane.send(row("hub/lane", value));
    lane.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> row(String key, String value) {
    return new ProducerRecord<>(
        kafka.named(IngestTopics.CHECKPOINTS.name()),
        0,
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }
}
