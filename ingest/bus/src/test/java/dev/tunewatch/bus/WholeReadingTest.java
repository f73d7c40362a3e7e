package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class WholeReadingTest {

  private final KafkaSettings kafka = SharedBroker.installation();

  @Test
  void waitsForWhatIsCommittedBehindAnOpenTransactionAndSaysWhenItDoesNot() throws Exception {
    Records.provision(kafka);
    try (KafkaProducer<byte[], byte[]> killed = Clients.transactionalProducer(kafka, "killed");
        KafkaProducer<byte[], byte[]> writer = Clients.transactionalProducer(kafka, "writer")) {
      writer.initTransactions();
      commit(writer, "before");
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(row("never")).get(30, TimeUnit.SECONDS);
      commit(writer, "behind");

      List<String> impatient = new ArrayList<>();
      assertThat(read(Duration.ofSeconds(2), impatient)).isFalse();
      assertThat(impatient).containsExactly("before");

      CountDownLatch began = new CountDownLatch(1);
      List<String> patient = new ArrayList<>();
      CompletableFuture<Boolean> whole =
          CompletableFuture.supplyAsync(
              () -> {
                began.countDown();
                return read(Duration.ofMinutes(1), patient);
              });
      began.await();
      killed.abortTransaction();
      assertThat(whole.get(60, TimeUnit.SECONDS)).isTrue();
      assertThat(patient).containsExactly("before", "behind");
    }
  }

  private boolean read(Duration patience, List<String> to) {
    try {
      return WholeReading.of(
          kafka,
          "reader",
          kafka.named(Records.ONE.name()),
          patience,
          record -> to.add(Records.text(record.value())));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void commit(KafkaProducer<byte[], byte[]> writer, String value) {
    writer.beginTransaction();
    var unused = writer.send(row(value));
    writer.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> row(String value) {
    return Records.record(kafka, "key", value);
  }
}
