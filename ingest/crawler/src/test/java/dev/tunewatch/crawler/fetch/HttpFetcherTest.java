package dev.tunewatch.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.FetchFailure.Kind;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFetcherTest {

  private final MockWebServer server = new MockWebServer();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final SteppingClock clock = new SteppingClock();
  private HttpFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server.start();
    fetcher =
        new HttpFetcher(
            new Origin(server.url("/").toString()),
            "Tunewatch/test (+https://example.org)",
            "hf_secret",
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 3),
            new IngestMetrics(registry).requests("huggingface"),
            clock,
            clock,
            new Random(1));
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
  }

  @Test
  void saysWhoItIsAndGivesTheBody() throws Exception {
    server.enqueue(new MockResponse.Builder().body("[]").addHeader("ETag", "W/\"a\"").build());

    Fetched fetched = fetch("/a", "W/\"old\"");

    assertThat(body(fetched)).isEqualTo("[]");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("User-Agent"))
        .isEqualTo("Tunewatch/test (+https://example.org)");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer hf_secret");
    assertThat(request.getHeaders().get("If-None-Match")).isEqualTo("W/\"old\"");
  }

  @Test
  void readsTheExpectedStatusesAsValues() throws Exception {
    for (int status : List.of(304, 404, 401)) {
      server.enqueue(new MockResponse.Builder().code(status).build());
    }
    assertThat(fetch("/a", null)).isInstanceOf(Fetched.NotModified.class);
    assertThat(fetch("/a", null)).isInstanceOf(Fetched.Missing.class);
    assertThat(fetch("/a", null)).isEqualTo(new Fetched.Refused(401));
  }

  @Test
  void waitsAsLongAsRetryAfterSays() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "37").build());
    server.enqueue(new MockResponse.Builder().body("x").build());

    assertThat(body(fetch("/a", null))).isEqualTo("x");

    assertThat(clock.waits).singleElement().satisfies(wait -> assertWaited(37, wait));
    assertThat(requests("api", "rate_limited")).isEqualTo(1);
    assertThat(requests("api", "ok")).isEqualTo(1);
  }

  @Test
  void waitsForTheWindowThatIsUsedUpBeforeItAsksAgain() throws Exception {
    server.enqueue(
        new MockResponse.Builder().body("x").addHeader("RateLimit", "\"api\";r=0;t=120").build());
    server.enqueue(new MockResponse.Builder().body("y").build());

    fetch("/a", null);
    fetch("/b", null);

    assertThat(clock.waits).singleElement().satisfies(wait -> assertWaited(120, wait));
  }

  @Test
  void triesAgainAfterServerErrorsAndGivesUpAfterTheLastAttempt() {
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().code(503).build());
    }
    assertThatThrownBy(() -> fetch("/a", null))
        .isInstanceOfSatisfying(
            FetchFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.SERVER_ERROR));
    assertThat(clock.waits).hasSize(2);
    assertThat(requests("api", "server_error")).isEqualTo(3);
  }

  @Test
  void doesNotTryAgainWhatTheHubRefuses() {
    server.enqueue(new MockResponse.Builder().code(400).build());
    assertThatThrownBy(() -> fetch("/a", null))
        .isInstanceOfSatisfying(
            FetchFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.CLIENT_ERROR));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void refusesABodyThatIsTooLargePlainOrInflated() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 32; i++) {
        gzip.write(zeros);
      }
    }
    server.enqueue(new MockResponse.Builder().body("x".repeat(200_000)).build());
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", "gzip")
            .body(new Buffer().write(bomb.toByteArray()))
            .build());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> fetch("/a", null))
          .isInstanceOfSatisfying(
              FetchFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.OVERSIZE));
    }
    assertThat(bomb.size()).isLessThan(100_000);
  }

  @Test
  void followsARenameWithinTheHub() throws Exception {
    server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/new/x").build());
    server.enqueue(new MockResponse.Builder().body("card").build());
    assertThat(body(fetch("/old/x", null))).isEqualTo("card");
  }

  @Test
  void neverFollowsToAnotherOriginNorInCircles() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "https://evil.test/x").build());
    assertThatThrownBy(() -> fetch("/a", null))
        .isInstanceOfSatisfying(
            FetchFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.FOREIGN));
    for (int i = 0; i < 4; i++) {
      server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/a").build());
    }
    assertThatThrownBy(() -> fetch("/a", null))
        .isInstanceOfSatisfying(
            FetchFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.REDIRECTS));
    assertThat(server.getRequestCount()).isEqualTo(5);
    assertThatThrownBy(
            () ->
                fetcher.fetch(
                    new FetchRequest("https://evil.test/x", Bucket.API, LaneName.LIVE, null, 10)))
        .isInstanceOf(FetchFailure.class);
  }

  @Test
  void aBeginningIsReadNoFurtherThoughTheServerSendsTheWhole() throws Exception {
    server.enqueue(new MockResponse.Builder().code(206).body("01234567").build());
    server.enqueue(new MockResponse.Builder().body("x".repeat(5_000_000)).build());
    server.enqueue(new MockResponse.Builder().code(206).body("01234567").build());
    FetchRequest request =
        new FetchRequest(
            server.url("/m.gguf").toString(),
            Bucket.RESOLVERS,
            LaneName.RECHECK,
            null,
            8,
            head -> {},
            new FetchRequest.Beginning(8, List.of("cdn.test")));
    assertThat(body(fetcher.fetch(request))).isEqualTo("01234567");
    assertThat(server.takeRequest().getHeaders().get("Range")).isEqualTo("bytes=0-7");
    assertThat(body(fetcher.fetch(request))).isEqualTo("xxxxxxxx");
    assertThatThrownBy(() -> fetch("/a", null)).isInstanceOf(FetchFailure.class);
  }

  @Test
  void onlyTheHostsThatWereNamedMayAnswerForLargeFiles() {
    List<String> hosts = List.of("hf.test");
    Origin origin = new Origin("https://hub.test");
    assertThat(origin.resolve("https://hub.test/a", "https://cdn.hf.test/x", hosts)).isPresent();
    for (String other :
        List.of(
            "https://evilhf.test/x",
            "https://hf.test.evil.test/x",
            "http://cdn.hf.test/x",
            "https://cdn.hf.test:8443/x",
            "https://u@cdn.hf.test/x",
            "https://169.254.169.254/x")) {
      assertThat(origin.resolve("https://hub.test/a", other, hosts)).as(other).isEmpty();
    }
  }

  @Test
  void asksNothingOnceClosed() {
    fetcher.close();
    assertThatThrownBy(() -> fetch("/a", null)).isInstanceOf(InterruptedException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  /** So long and a little jitter. */
  private static void assertWaited(long seconds, Duration wait) {
    assertThat(wait)
        .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1_000 + 250));
  }

  private Fetched fetch(String path, @Nullable String etag) throws Exception {
    return fetcher.fetch(
        new FetchRequest(server.url(path).toString(), Bucket.API, LaneName.LIVE, etag, 100_000));
  }

  private static String body(Fetched fetched) {
    return new String(((Fetched.Body) fetched).answer().body());
  }

  private double requests(String bucket, String outcome) {
    return registry.getSampleValue(
        "tunewatch_ingest_requests_total",
        new String[] {"hub", "bucket", "outcome"},
        new String[] {"huggingface", bucket, outcome});
  }

  /** Time passes only by waiting. */
  private static final class SteppingClock extends Clock implements Waiter {

    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-08-22T10:00:00Z");

    @Override
    public void await(Duration duration) {
      waits.add(duration);
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
