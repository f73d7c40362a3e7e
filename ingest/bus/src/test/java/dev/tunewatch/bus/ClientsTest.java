package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private final KafkaSettings kafka = SharedBroker.installation();

  @BeforeEach
  void provision() {
    Records.provision(kafka);
  }

  @Test
  void whatIsAbortedIsNeverSeenAndWhatIsCommittedIsSeenTogether() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = Clients.transactionalProducer(kafka, "a")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(Records.record(kafka, "k", "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(Records.record(kafka, "k", "first")).get();
      producer.send(Records.record(kafka, "l", "second")).get();
      assertThat(Records.values(kafka)).isEmpty();
      producer.commitTransaction();
    }
    assertThat(Records.values(kafka)).containsExactly("first", "second");
  }

  @Test
  void theSecondOfOneNameFencesTheFirst() throws Exception {
    try (KafkaProducer<byte[], byte[]> first = Clients.transactionalProducer(kafka, "lane")) {
      first.initTransactions();
      first.beginTransaction();
      first.send(Records.record(kafka, "k", "of the first")).get();
      Records.commit(kafka, "lane", 0, 1);
      assertThatThrownBy(first::commitTransaction)
          .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
    }
    assertThat(Records.values(kafka)).containsExactly("v0");
  }

  @Test
  void anotherLaneOrInstallationIsNotFenced() throws Exception {
    KafkaSettings other = SharedBroker.installation();
    Records.provision(other);
    try (KafkaProducer<byte[], byte[]> first = Clients.transactionalProducer(kafka, "lane")) {
      first.initTransactions();
      first.beginTransaction();
      first.send(Records.record(kafka, "k", "mine")).get();
      Records.commit(kafka, "another-lane", 0, 1);
      Records.commit(other, "lane", 0, 1);
      first.commitTransaction();
    }
    // The broker answers a commit before its marker is in the partition.
    await()
        .untilAsserted(
            () -> assertThat(Records.values(kafka)).containsExactlyInAnyOrder("mine", "v0"));
  }

  @Test
  void aDeadLetterComesBackFromItsTopicAsItWas() throws Exception {
    String topic = kafka.named(Records.ONE.name());
    byte[] value = {0, (byte) 0xFF, '{'};
    DeadLetter letter =
        new DeadLetter("inspect", "malformed", "ü", "t-0@7", Records.bytes("k"), value);
    try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka, "dead-letters")) {
      producer.send(letter.toRecord(topic)).get();
    }
    ConsumerRecord<byte[], byte[]> record = Records.all(kafka).get(0);
    DeadLetter read = DeadLetter.of(record.headers(), record.key(), record.value());
    assertThat(read.headers()).isEqualTo(letter.headers());
    assertThat(read.key()).isEqualTo(letter.key());
    assertThat(read.value()).isEqualTo(value);
  }
}
