package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.world.Histories;
import dev.tunewatch.crawler.simulated.world.Timeline;
import dev.tunewatch.crawler.simulated.world.World;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The simulated hub is what benchmarks are measured against, so it must not be what they show. */
class PageCostTest {

  private static final Duration MOST = Duration.ofMillis(20);

  @Test
  void pageOfAThousandRowsOfTwoKilobytesCostsLittleCpu() {
    Instant start = Instant.parse("2026-06-01T00:00:00Z");
    RecordedHub records = RecordedHub.empty();
    new Timeline(Histories.of(3, 2_000, start, Duration.ofHours(1)).events())
        .advance(new World(records), start.plus(Duration.ofHours(1)));
    RequestCounts counts = new RequestCounts();
    Answering hub = new Conditional(counts, new Routes(records, 1_000, counts));
    String query = "limit=1000&sort=createdAt&full=true&config=true&cardData=true";
    HubRequest request = new HubRequest("GET", "/api/models", query, "http://hub", Map.of());

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 40; i++) {
      long before = threads.getCurrentThreadCpuTime();
      assertThat(hub.answer(request).body().length).isGreaterThan(1_500_000);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(MOST);
  }
}
