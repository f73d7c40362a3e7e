package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.crawler.simulated.HubClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final MovableClock clock = new MovableClock("2026-06-09T12:00:07Z");
  private final RecordedHub records = Recordings.of("{'id':'a/b','_files':{'README.md':'x'}}");

  @Test
  void headersCountDownWithinAFixedWindow() {
    try (SimulatedHub hub = hub(Plan.ANONYMOUS)) {
      HubClient client = new HubClient(hub);
      Answer first = client.get("/api/models");
      assertThat(first.header("RateLimit")).isEqualTo("\"api\";r=499;t=293");
      assertThat(first.header("RateLimit-Policy"))
          .isEqualTo("\"fixed window\";\"api\";q=500;w=300");
      clock.advance(Duration.ofSeconds(100));
      assertThat(client.get("/api/models/a/gone").header("RateLimit"))
          .isEqualTo("\"api\";r=498;t=193");
      assertThat(client.get("/a/b/resolve/main/README.md").header("RateLimit"))
          .isEqualTo("\"resolvers\";r=2999;t=193");
      assertThat(client.get("/a/b/raw/main/README.md").header("RateLimit"))
          .isEqualTo("\"pages\";r=99;t=193");
    }
  }

  @Test
  void requestsOverTheQuotaAreRefusedUntilTheNextWindow() {
    try (SimulatedHub hub = hub(Plan.ANONYMOUS)) {
      HubClient client = new HubClient(hub);
      for (int i = 0; i < 100; i++) {
        assertThat(client.get("/a/b/raw/main/README.md").status()).isEqualTo(200);
      }
      Answer refused = client.get("/a/b/raw/main/README.md");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("RateLimit")).isEqualTo("\"pages\";r=0;t=293");
      assertThat(refused.header("Retry-After")).isEmpty();
      assertThat(client.get("/api/models").status()).isEqualTo(200);
      assertThat(hub.requestCounts()).containsEntry("raw", 100L).containsEntry("rate_limited", 1L);

      clock.advance(Duration.ofSeconds(293));
      assertThat(client.get("/a/b/raw/main/README.md").header("RateLimit"))
          .isEqualTo("\"pages\";r=99;t=300");
    }
  }

  @Test
  void largestPlanHasTheHigherLimits() {
    try (SimulatedHub hub = hub(Plan.ENTERPRISE_PLUS)) {
      assertThat(new HubClient(hub).get("/api/models").header("RateLimit-Policy"))
          .isEqualTo("\"fixed window\";\"api\";q=100000;w=300");
    }
  }

  @Test
  void closingDoesNotWaitForDelayedAnswers() throws Exception {
    SimulatedHub hub =
        SimulatedHub.start(
            SimulatedHubConfig.defaults().withDelay(Duration.ofMinutes(1)), records, clock);
    HubClient client = new HubClient(hub);
    Thread waiting =
        new Thread(
            () -> {
              try {
                client.get("/api/models");
              } catch (RuntimeException closed) {
                // The connection may go before the answer does.
              }
            });
    waiting.start();
    await().until(() -> hub.requestCounts().getOrDefault("list", 0L) == 1);
    long start = System.nanoTime();
    hub.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    waiting.join(10_000);
    assertThat(waiting.isAlive()).isFalse();
  }

  private SimulatedHub hub(Plan plan) {
    return SimulatedHub.start(SimulatedHubConfig.defaults().withPlan(plan), records, clock);
  }
}
