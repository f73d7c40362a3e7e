package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @SuppressWarnings("NullAway.Init") // JUnit does
  @TempDir
  Path directory;

  @Test
  void dataAndClusterSurviveARestart() throws Exception {
    String cluster;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers());
      cluster = clusterId(kafka);
      Records.provision(kafka);
      Records.commit(kafka, "writer", 0, 100);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers());
      assertThat(clusterId(kafka)).isEqualTo(cluster);
      Records.commit(kafka, "writer", 100, 200);
      assertThat(Records.values(kafka)).isEqualTo(values(200));
    }
  }

  @Test
  void committedDataSurvivesKillAndUncommittedDataDoesNot() throws Exception {
    try (ChildBroker child = ChildBroker.start(directory)) {
      KafkaSettings kafka = child.installation();
      Records.provision(kafka);
      Records.commit(kafka, "writer", 0, 5_000);
      KafkaProducer<byte[], byte[]> open = Clients.transactionalProducer(kafka, "writer");
      open.initTransactions();
      open.beginTransaction();
      open.send(Records.record(kafka, "k", "never committed")).get();
      assertThat(child.kill()).as("exit code of SIGKILL").isEqualTo(137);
      open.close(Duration.ZERO);
    }
    Instant killed = Instant.now();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers());
      Duration recovery = Duration.between(killed, Instant.now());
      System.out.println("recovery after kill -9: " + recovery.toMillis() + " ms");
      // The former writer's open transaction ends when its successor begins.
      Records.commit(kafka, "writer", 5_000, 5_001);
      assertThat(Records.values(kafka)).isEqualTo(values(5_001));
      assertThat(recovery).isLessThan(Duration.ofSeconds(60));
    }
  }

  /**
   * A commit is decided when the coordinator has written it down; the markers that show it to
   * readers come after. A kill between the two must be made good at the next start.
   */
  @Test
  void noCommitIsLeftOpenOrHalfWhereverTheKillStrikes() throws Exception {
    List<Integer> confirmed = new ArrayList<>();
    int next = 1;
    for (int kill = 0; kill < 4; kill++) {
      try (ChildBroker child = ChildBroker.start(directory)) {
        WideCommits writer = new WideCommits(child.installation());
        if (kill == 0) {
          writer.provision();
        }
        writer.awaitNothingOpen();
        int last = writer.commitUntil(child, next);
        confirmed.addAll(IntStream.rangeClosed(next, last).boxed().toList());
        // Of the one after the last confirmed the writer does not know what became of it.
        next = last + 2;
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      WideCommits reader = new WideCommits(KafkaSettings.local(broker.bootstrapServers()));
      reader.awaitNothingOpen();
      assertThat(reader.committed())
          .containsKeys(confirmed.toArray(Integer[]::new))
          .allSatisfy((n, times) -> assertThat(times).isEqualTo(WideCommits.PARTITIONS));
    }
  }

  @Test
  void stopsInBoundedTimeAndOnlyOnce() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
    Instant asked = Instant.now();
    broker.close();
    broker.close();
    Duration stopping = Duration.between(asked, Instant.now());
    System.out.println("clean stop: " + stopping.toMillis() + " ms");
    assertThat(stopping).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aFolderInUseIsRefusedWithOneSentence() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory + " is in use by another embedded broker");
    }
  }

  @Test
  void aFolderInUseByAnotherProcessIsRefusedToo() throws Exception {
    try (ChildBroker child = ChildBroker.start(directory)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is in use by another embedded broker");
      child.kill();
    }
  }

  @Test
  void aPortInUseIsRefusedWithOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "port " + taken.getLocalPort() + " of 127.0.0.1 is in use by another process");
    }
  }

  private static List<String> values(int count) {
    return IntStream.range(0, count).mapToObj(i -> "v" + i).toList();
  }

  private static String clusterId(KafkaSettings kafka) throws Exception {
    try (Admin admin = Clients.admin(kafka)) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
