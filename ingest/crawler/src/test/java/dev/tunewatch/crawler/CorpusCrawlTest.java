package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class CorpusCrawlTest {

  @Test
  void readsTheRecordedHubWholeAndASecondRunPublishesNothing() throws Exception {
    RecordedHub recorded =
        RecordedHub.read(
            Path.of(System.getProperty("tunewatch.corpus"), "huggingface", "models.ndjson.gz"));
    KafkaSettings kafka = SharedKafka.freshTopics();
    try (SimulatedHub hub =
        SimulatedHub.start(SimulatedHubConfig.defaults(), recorded, Clock.systemUTC())) {
      CrawlerConfig config =
          CrawlerConfig.of("huggingface", hub.address()).withSince(Since.all()).withOnce(true);

      long start = System.nanoTime();
      CrawlSummary first = run(config, kafka);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      List<ReleasePart> listings = Log.parts(kafka, PartKind.LISTING);
      List<ReleasePart> cards = Log.parts(kafka, PartKind.CARD);
      System.out.println("crawl of the recorded hub: " + took + ", cards " + cards.size());
      CrawlSummary second = run(config, kafka);

      assertThat(first).isEqualTo(new CrawlSummary(8_026, 8_026, 0, 0));
      assertThat(listings).hasSize(8_026);
      assertThat(new HashSet<>(listings.stream().map(ReleasePart::key).toList())).hasSize(8_026);
      assertThat(cards).hasSizeGreaterThan(5_500);
      assertThat(second).isEqualTo(new CrawlSummary(0, 0, 0, 0));
      assertThat(Log.parts(kafka, PartKind.CARD)).hasSameSizeAs(cards);
    }
  }

  private static CrawlSummary run(CrawlerConfig config, KafkaSettings kafka) throws Exception {
    try (Crawler crawler = new Crawler(config, kafka, new CollectorRegistry(), Clock.systemUTC())) {
      crawler.start();
      return crawler.caughtUp().get(10, TimeUnit.MINUTES);
    }
  }
}
