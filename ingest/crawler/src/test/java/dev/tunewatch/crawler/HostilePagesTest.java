package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.HostileHub.Harm;
import dev.tunewatch.crawler.HostileHub.HarmfulCard;
import dev.tunewatch.crawler.KilledCrawler.Manner;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages and cards made to exhaust memory, one after the other, against one crawler in a process of
 * its own that ends when its heap is spent: it lives, after each of them its lanes go on, and what
 * was refused is kept with its reason. What the process needed at most is printed.
 */
class HostilePagesTest {

  /** All lanes together: the figure of the README. A page alone may have 64 MiB. */
  private static final String HEAP = "-Xmx320m";

  /** Of the whole process, with its code, threads and buffers; MiB. */
  private static final long MOST_RESIDENT = 640;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final KafkaSettings kafka = SharedKafka.freshTopics();

  @Test
  void theHeapStaysBoundedAndTheLanesGoOn() throws Exception {
    try (HostileHub hub = new HostileHub()) {
      String first = hub.born();
      try (KilledCrawler crawler =
          KilledCrawler.start(
              new Manner(hub.address(), 1_000, false, false), kafka, folder, HEAP)) {
        awaitPublished(first, crawler, "start");
        for (Harm harm : Harm.values()) {
          long began = System.nanoTime();
          hub.does(harm);
          await().atMost(PATIENCE).until(() -> hub.served() > 0 || !crawler.isAlive());
          String next = hub.born();
          hub.does(Harm.NONE);
          awaitPublished(next, crawler, harm.toString());
          System.out.printf("%s: on after %d ms%n", harm, (System.nanoTime() - began) / 1_000_000);
        }
        for (HarmfulCard harm : HarmfulCard.values()) {
          hub.born(harm);
          String next = hub.born();
          awaitPublished(next, crawler, harm.toString());
          awaitPublished(next, "card", crawler, harm.toString());
        }
        await().atMost(PATIENCE).until(() -> failedCards() >= 2 || !crawler.isAlive());
        long resident = crawler.peakResident();
        System.out.printf("peak of the process: %d MiB, of which heap at most 320%n", resident);
        assertThat(resident).isPositive().isLessThanOrEqualTo(MOST_RESIDENT);
        crawler.kill();
      }
    }
    assertThat(letters()).allMatch(letter -> !letter.error().isBlank());
    assertThat(letters())
        .extracting(letter -> letter.stage() + " " + letter.reason())
        .contains(
            "ingest.live malformed", "ingest.live fetch_failed", "ingest.detail fetch_failed");
  }

  private long failedCards() {
    return letters().stream()
        .filter(letter -> letter.stage().equals("ingest.detail"))
        .filter(letter -> letter.reason().equals("fetch_failed"))
        .count();
  }

  private List<DeadLetter> letters() {
    return Log.of(kafka, IngestTopics.DEAD_LETTERS).stream()
        .map(record -> DeadLetter.of(record.headers(), record.key(), record.value()))
        .toList();
  }

  private void awaitPublished(String name, KilledCrawler crawler, String after) throws Exception {
    awaitPublished(name, "listing", crawler, after);
  }

  private void awaitPublished(String name, String part, KilledCrawler crawler, String after)
      throws Exception {
    String key = "huggingface:" + name + "#" + part;
    await().atMost(PATIENCE).until(() -> isPublished(key) || !crawler.isAlive());
    assertThat(crawler.isAlive()).as("%s: %s", after, crawler.said()).isTrue();
  }

  private boolean isPublished(String key) {
    return Log.of(kafka, IngestTopics.RELEASES).stream()
        .anyMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key));
  }
}
