package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long first walk, page by page, that something happens to in its middle. */
@Tag("long")
class BurstTest {

  private static final int RELEASES = 2_000;
  private static final Instant NEWEST = Instant.parse("2026-08-21T12:00:00Z");

  @TempDir private Path folder;
  private SimulatedHub hub;

  @BeforeEach
  void aHubWhoseListingTakesSomeSeconds() throws Exception {
    String lines =
        IntStream.range(0, RELEASES).mapToObj(BurstTest::row).collect(Collectors.joining("\n"));
    hub =
        SimulatedHub.start(
            SimulatedHubConfig.defaults().withPageLimit(40).withDelay(Duration.ofMillis(80)),
            RecordedHub.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aBrokerThatIsRestartedInABurstLosesAndRepeatsNothing() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
    try {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers());
      try (Admin admin = Clients.admin(kafka)) {
        new Provisioning(admin, kafka).apply(IngestTopics.all());
      }
      try (Crawler crawler = crawler(kafka)) {
        crawler.start();
        awaitSome(kafka);

        broker.close();
        URI address = URI.create("kafka://" + kafka.bootstrapServers());
        assertThatThrownBy(() -> new Socket(address.getHost(), address.getPort()).close())
            .as("the broker is away")
            .isInstanceOf(ConnectException.class);
        assertThat(crawler.caughtUp()).as("in the middle of the burst").isNotDone();
        broker = EmbeddedBroker.start(folder, address.getPort());

        crawler.caughtUp().get(120, TimeUnit.SECONDS);
        assertEachReleaseOnce(kafka);
      }
    } finally {
      broker.close();
    }
  }

  @Test
  void anInstanceThatIsStartedInTheBurstOfAnotherFencesEveryLaneOfItAndDoublesNothing()
      throws Exception {
    KafkaSettings kafka = SharedKafka.freshTopics();
    try (Crawler old = crawler(kafka);
        Crawler young = crawler(kafka)) {
      old.start();
      awaitSome(kafka);
      // Whoever opens a lane last owns it, so the younger must come when the older has them all.
      // The live lane, which is ready after its first poll, has published.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  old.check().stream()
                      .filter(lane -> !lane.component().endsWith(".live"))
                      .allMatch(ComponentHealth::ready));
      assertThat(old.caughtUp()).as("in the middle of the burst").isNotDone();

      young.start();

      young.caughtUp().get(120, TimeUnit.SECONDS);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(old.check())
                      .allSatisfy(
                          lane -> {
                            assertThat(lane.ready()).as(lane.component()).isFalse();
                            // Without a gap the backfill lane holds nothing to be taken over; it
                            // ends with the live lane.
                            assertThat(lane.reason())
                                .isIn(
                                    "another instance took over " + lane.component(),
                                    lane.component().endsWith(".backfill") ? "stopped" : "");
                          }));
      assertThat(old.caughtUp()).isCompletedExceptionally();
      assertEachReleaseOnce(kafka);
    }
  }

  private static void awaitSome(KafkaSettings kafka) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> names(kafka).size(), published -> published >= 100);
    assertThat(names(kafka)).hasSizeLessThan(RELEASES);
  }

  private static void assertEachReleaseOnce(KafkaSettings kafka) {
    assertThat(names(kafka))
        .hasSize(RELEASES)
        .doesNotHaveDuplicates()
        .contains("huggingface:owner/r0#listing", "huggingface:owner/r1999#listing");
  }

  private static List<String> names(KafkaSettings kafka) {
    return Log.parts(kafka, PartKind.LISTING).stream().map(ReleasePart::key).toList();
  }

  private Crawler crawler(KafkaSettings kafka) {
    CrawlerConfig config =
        CrawlerConfig.of("huggingface", hub.address())
            .withSince(Since.all())
            .withPageSize(40)
            .withPollInterval(Duration.ofMillis(500));
    return new Crawler(config, kafka, new CollectorRegistry(), Clock.systemUTC());
  }

  /** A kind of model that generates nothing, so that no card is asked for. */
  private static String row(int number) {
    Instant time = NEWEST.minusSeconds(number);
    return ("{\"_id\":\"%024x\",\"id\":\"owner/r%d\",\"sha\":\"%040x\",\"createdAt\":\"%s\","
            + "\"lastModified\":\"%s\",\"pipeline_tag\":\"image-classification\",\"tags\":[]}")
        .formatted((time.getEpochSecond() << 32) + number, number, number + 1, time, time);
  }
}
