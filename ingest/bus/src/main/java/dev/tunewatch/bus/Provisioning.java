package dev.tunewatch.bus;

import dev.tunewatch.events.TopicSpec;
import dev.tunewatch.events.TopicSpec.CleanUp;
import dev.tunewatch.events.TopicSpec.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that contracts declare and says where a cluster differs from them. Topics are
 * never created by use, never deleted here, and their partitions never grow: keyed state depends on
 * them.
 */
public final class Provisioning {

  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Admin admin;
  private final KafkaSettings kafka;

  /** Works with an administrator that the caller closes. */
  public Provisioning(Admin admin, KafkaSettings kafka) {
    this.admin = admin;
    this.kafka = kafka;
  }

  /**
   * Creates what is missing.
   *
   * @return full names of the topics created, in the order of the specs
   * @throws PartitionMismatch if a topic that is there was born with another number of partitions
   * @throws KafkaUnavailable if Kafka does not answer or refuses
   */
  public List<String> apply(Collection<TopicSpec> specs) {
    requirePartitions(specs);
    List<String> created = create(specs);
    // The answer to a creation may come before every broker knows of the topic.
    awaitLeaders(specs);
    return created;
  }

  /**
   * Refuses to go on where keys would go elsewhere than before: producers and streams place a
   * release by the number of partitions that they are told. Topics that are missing are passed
   * over.
   *
   * @throws PartitionMismatch naming the first such topic
   * @throws KafkaUnavailable if Kafka does not answer
   */
  public void requirePartitions(Collection<TopicSpec> specs) {
    for (TopicSpec spec : specs) {
      Optional<KafkaSettings> born = asBorn(spec);
      if (born.isPresent() && born.get().partitions() != partitions(spec)) {
        throw new PartitionMismatch(
            kafka.named(spec.name()), born.get().partitions(), partitions(spec));
      }
    }
  }

  /**
   * These settings with the partitions and replicas that a topic was born with; empty where it does
   * not exist.
   *
   * @throws KafkaUnavailable if Kafka does not answer
   */
  public Optional<KafkaSettings> asBorn(TopicSpec spec) {
    String name = kafka.named(spec.name());
    if (!existing().contains(name)) {
      return Optional.empty();
    }
    var partitions =
        Objects.requireNonNull(await(admin.describeTopics(List.of(name)).allTopicNames()).get(name))
            .partitions();
    return Optional.of(
        new KafkaSettings(
            kafka.bootstrapServers(),
            kafka.prefix(),
            partitions.size(),
            partitions.get(0).replicas().size(),
            kafka.client()));
  }

  private List<String> create(Collection<TopicSpec> specs) {
    Collection<String> existing = existing();
    List<NewTopic> missing =
        specs.stream()
            .filter(spec -> !existing.contains(kafka.named(spec.name())))
            .map(this::toNewTopic)
            .toList();
    List<String> created = new ArrayList<>();
    Map<String, KafkaFuture<Void>> results =
        missing.isEmpty() ? Map.of() : admin.createTopics(missing).values();
    for (NewTopic topic : missing) {
      try {
        Objects.requireNonNull(results.get(topic.name())).get();
        created.add(topic.name());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new KafkaUnavailable("could not create topic " + topic.name(), e.getCause());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaUnavailable("interrupted while creating " + topic.name(), e);
      }
    }
    return created;
  }

  /**
   * Compares the cluster with the contracts and changes nothing.
   *
   * @return one sentence for each difference; empty where all is as declared
   * @throws KafkaUnavailable if Kafka does not answer
   */
  public List<String> check(Collection<TopicSpec> specs) {
    Collection<String> existing = existing();
    List<String> differences = new ArrayList<>();
    List<TopicSpec> present = new ArrayList<>();
    for (TopicSpec spec : specs) {
      if (existing.contains(kafka.named(spec.name()))) {
        present.add(spec);
      } else {
        differences.add("topic " + kafka.named(spec.name()) + " is missing");
      }
    }
    Map<String, TopicDescription> descriptions =
        await(admin.describeTopics(names(present)).allTopicNames());
    var configs =
        await(
            admin
                .describeConfigs(
                    present.stream().map(spec -> resource(kafka.named(spec.name()))).toList())
                .all());
    for (TopicSpec spec : present) {
      String name = kafka.named(spec.name());
      TopicDescription description = Objects.requireNonNull(descriptions.get(name));
      int partitions = description.partitions().size();
      if (partitions != partitions(spec)) {
        differences.add(
            "topic " + name + " has " + partitions + " partitions, not " + partitions(spec));
      }
      int replicas = description.partitions().get(0).replicas().size();
      if (replicas != kafka.replication()) {
        differences.add(
            "topic " + name + " has " + replicas + " replicas, not " + kafka.replication());
      }
      var config = Objects.requireNonNull(configs.get(resource(name)));
      config(spec)
          .forEach(
              (key, value) -> {
                var entry = config.get(key);
                String actual = entry == null ? "unset" : entry.value();
                if (!value.equals(actual)) {
                  differences.add(
                      "topic " + name + " has " + key + "=" + actual + ", not " + value);
                }
              });
    }
    return differences;
  }

  private void awaitLeaders(Collection<TopicSpec> specs) {
    List<String> names = specs.stream().map(spec -> kafka.named(spec.name())).toList();
    long deadline = System.nanoTime() + SETTLING.toNanos();
    while (!haveLeaders(names)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaUnavailable(
            "topics have no leader after " + SETTLING.toSeconds() + " s", null);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaUnavailable("interrupted while waiting for new topics", e);
      }
    }
  }

  private boolean haveLeaders(List<String> names) {
    try {
      return admin.describeTopics(names).allTopicNames().get().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new KafkaUnavailable("Kafka at " + kafka.bootstrapServers(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailable("interrupted while asking Kafka", e);
    }
  }

  private NewTopic toNewTopic(TopicSpec spec) {
    return new NewTopic(kafka.named(spec.name()), partitions(spec), (short) kafka.replication())
        .configs(config(spec));
  }

  private int partitions(TopicSpec spec) {
    return spec.spread() == Spread.SINGLE ? 1 : kafka.partitions();
  }

  private static Map<String, String> config(TopicSpec spec) {
    Map<String, String> config = new HashMap<>();
    config.put("cleanup.policy", spec.cleanUp() == CleanUp.COMPACT ? "compact" : "delete");
    config.put("compression.type", "producer");
    config.put("max.message.bytes", Integer.toString(8 * 1024 * 1024));
    if (spec.spread() == Spread.SINGLE) {
      // Few keys, written often and read whole: only closed segments are compacted.
      config.put("segment.bytes", Integer.toString(16 * 1024 * 1024));
      config.put("segment.ms", Long.toString(Duration.ofHours(1).toMillis()));
    }
    if (spec.minCompactionLag() != null) {
      config.put("min.compaction.lag.ms", Long.toString(spec.minCompactionLag().toMillis()));
    }
    if (spec.retention() != null) {
      config.put("retention.ms", Long.toString(spec.retention().toMillis()));
      config.put("message.timestamp.type", "LogAppendTime");
    }
    return config;
  }

  private Collection<String> existing() {
    return await(admin.listTopics().names());
  }

  private List<String> names(List<TopicSpec> specs) {
    return specs.stream().map(spec -> kafka.named(spec.name())).toList();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaUnavailable("Kafka at " + kafka.bootstrapServers(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailable("interrupted while asking Kafka", e);
    }
  }
}
