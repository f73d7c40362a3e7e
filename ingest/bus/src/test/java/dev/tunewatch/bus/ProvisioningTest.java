package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import dev.tunewatch.events.TopicSpec.Spread;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

  private final KafkaSettings kafka = SharedBroker.installation();
  private final Admin admin = Clients.admin(kafka);
  private final Provisioning provisioning = new Provisioning(admin, kafka);

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void createsExactlyWhatIsDeclaredAndASecondTimeNothing() throws Exception {
    List<String> expected =
        IngestTopics.all().stream().map(spec -> kafka.named(spec.name())).toList();
    assertThat(provisioning.apply(IngestTopics.all())).isEqualTo(expected);
    assertThat(admin.listTopics().names().get())
        .filteredOn(name -> name.startsWith(kafka.prefix()))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(provisioning.check(IngestTopics.all())).isEmpty();
    assertThat(provisioning.apply(IngestTopics.all())).isEmpty();
  }

  @Test
  void saysWhatDiffersInSentences() throws Exception {
    TopicSpec releases = IngestTopics.RELEASES;
    NewTopic other =
        new NewTopic(kafka.named(releases.name()), 5, (short) 1)
            .configs(Map.of("cleanup.policy", "delete", "max.message.bytes", "8388608"));
    create(other);
    String name = "topic " + kafka.named("releases.v1") + " has ";
    assertThat(provisioning.check(List.of(releases, IngestTopics.WATCH)))
        .containsExactlyInAnyOrder(
            "topic " + kafka.named("watch.v1") + " is missing",
            name + "5 partitions, not 3",
            name + "cleanup.policy=delete, not compact",
            name + "min.compaction.lag.ms=0, not 604800000");
  }

  @Test
  void refusesATopicThatWasBornWithOtherPartitionsAndCreatesNothing() throws Exception {
    TopicSpec releases = IngestTopics.RELEASES;
    create(new NewTopic(kafka.named(releases.name()), 5, (short) 1));

    assertThatThrownBy(() -> provisioning.apply(IngestTopics.all()))
        .isInstanceOf(PartitionMismatch.class)
        .hasMessage(
            "topic "
                + kafka.named(releases.name())
                + " was born with 5 partitions, which never change, and kafka.partitions is 3");

    assertThat(admin.listTopics().names().get()).doesNotContain(kafka.named("watch.v1"));
    assertThat(provisioning.asBorn(releases))
        .hasValueSatisfying(born -> assertThat(born.partitions()).isEqualTo(5));
    assertThat(provisioning.asBorn(IngestTopics.WATCH)).isEmpty();
  }

  @Test
  void ofTwoThatApplyAtOnceEachTopicIsCreatedByOne() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Callable<List<String>> apply = () -> provisioning.apply(IngestTopics.all());
      int created = 0;
      for (Future<List<String>> done : two.invokeAll(List.of(apply, apply))) {
        created += done.get().size();
      }
      assertThat(created).isEqualTo(IngestTopics.all().size());
    } finally {
      two.shutdownNow();
    }
    assertThat(provisioning.check(IngestTopics.all())).isEmpty();
  }

  @Test
  void useCreatesNoTopic() throws Exception {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    String topic = kafka.named("nobody-declared-it");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, new byte[0]);
      assertThatThrownBy(() -> producer.send(record).get()).hasMessageContaining("not present");
    }
    assertThat(admin.listTopics().names().get()).doesNotContain(topic);
  }

  @Test
  void aKafkaThatRefusesIsNamed() {
    KafkaSettings threeReplicas =
        new KafkaSettings(kafka.bootstrapServers(), kafka.prefix(), 1, 3, Map.of());
    TopicSpec spec = TopicSpec.compacted("x.v1", "k", "v", Spread.SINGLE);
    assertThatThrownBy(() -> new Provisioning(admin, threeReplicas).apply(List.of(spec)))
        .isInstanceOf(KafkaUnavailable.class)
        .hasMessageStartingWith("could not create topic " + kafka.named("x.v1") + ": ");
  }

  /** The answer to a creation may come before the broker lists the topic. */
  private void create(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get();
    await().until(() -> admin.listTopics().names().get().contains(topic.name()));
  }
}
