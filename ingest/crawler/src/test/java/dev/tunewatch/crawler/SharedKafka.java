package dev.tunewatch.crawler;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.events.IngestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** One real broker for all tests of the JVM; every test has topics of its own prefix. */
final class SharedKafka {

  private static EmbeddedBroker broker;

  private SharedKafka() {}

  private static void stop(EmbeddedBroker broker, Path directory) {
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized KafkaSettings freshTopics() {
    try {
      if (broker == null) {
        Path directory = Files.createTempDirectory("crawler-kafka");
        EmbeddedBroker started = EmbeddedBroker.start(directory, 0);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, directory)));
        broker = started;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), prefix, 2, 1, Map.of());
    try (Admin admin = Clients.admin(kafka)) {
      new Provisioning(admin, kafka).apply(IngestTopics.all());
    }
    return kafka;
  }
}
