package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.simulated.Plan;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.IngestTopics;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How late a new release is published while a backfill runs: at most the poll interval and one
 * second after its birth, and the hub's budget is not what makes it late.
 */
@Tag("long")
class LiveUnderBackfillTest {

  private static final Duration POLL = Duration.ofMillis(500);

  @Test
  void publishesANewReleaseWithinThePollAndASecondWhileABackfillRuns() throws Exception {
    measure(6_000, 20);
  }

  @Test
  void doesSoForHundredsOfReleases() throws Exception {
    measure(60_000, 200);
  }

  private static void measure(int old, int births) throws Exception {
    KafkaSettings kafka = SharedKafka.freshTopics();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    RecordedHub releases = Rows.hub(old, now.minus(Duration.ofDays(2)));
    try (SimulatedHub hub =
            SimulatedHub.start(
                SimulatedHubConfig.defaults()
                    .withDelay(Duration.ofMillis(50))
                    .withPlan(Plan.ENTERPRISE_PLUS),
                releases,
                Clock.systemUTC());
        Crawler crawler =
            new Crawler(
                CrawlerConfig.of("huggingface", hub.address())
                    .withSince(Since.parse("1h"))
                    .withPollInterval(POLL)
                    .withPageSize(100)
                    .withBackfill(true),
                kafka,
                new CollectorRegistry(),
                Clock.systemUTC())) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      Map<String, Long> born = new HashMap<>();
      Random random = new Random(1);
      try (KafkaConsumer<byte[], byte[]> log = Clients.consumer(kafka, "watcher")) {
        List<TopicPartition> partitions =
            IntStream.range(0, kafka.partitions())
                .mapToObj(p -> new TopicPartition(kafka.named(IngestTopics.RELEASES.name()), p))
                .toList();
        log.assign(partitions);
        log.seekToBeginning(partitions);
        List<Long> late = new ArrayList<>();
        long backfilled = 0;
        long nextBirth = System.nanoTime();
        while (late.size() < births) {
          if (born.size() < births && System.nanoTime() - nextBirth >= 0) {
            int number = 1_000_000 + born.size();
            releases.add(Rows.record(number, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            born.put(Rows.name(number), System.nanoTime());
            nextBirth = System.nanoTime() + random.nextLong(200_000_000L);
          }
          for (ConsumerRecord<byte[], byte[]> record : log.poll(Duration.ofMillis(20))) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            String name = key.substring(key.indexOf(':') + 1, key.indexOf('#'));
            Long at = born.get(name);
            if (at == null) {
              backfilled++;
            } else if (key.endsWith("#listing")) {
              late.add((System.nanoTime() - at) / 1_000_000);
            }
          }
        }
        Collections.sort(late);
        long p99 = late.get((int) Math.ceil(late.size() * 0.99) - 1);
        System.out.println(
            String.format(
                Locale.ROOT,
                "%d births beside %d backfilled rows, poll %d ms: published after p50 %d, p99 %d, most %d ms",
                births,
                backfilled,
                POLL.toMillis(),
                late.get(late.size() / 2),
                p99,
                late.get(late.size() - 1)));
        assertThat(backfilled).as("the backfill ran beside").isPositive();
        assertThat(p99).isLessThanOrEqualTo(POLL.toMillis() + 1_000);
      }
    }
  }
}
