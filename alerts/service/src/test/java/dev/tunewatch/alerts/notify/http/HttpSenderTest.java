package dev.tunewatch.alerts.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Outcome;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all channels that speak HTTP have in common. */
class HttpSenderTest {

  private static final Post POST =
      new Post("application/json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());

  private final MockWebServer target = new MockWebServer();

  @BeforeEach
  void begin() throws Exception {
    target.start();
  }

  @AfterEach
  void end() {
    target.close();
  }

  /** A start without the switch that allowed it must not lose what waits for it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/hook",
        "https://127.0.0.1:9443/hook",
        "https://[::1]:9443/",
        "https://[::ffff:7f00:1]:9443/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001:0:4136:e378::1]/",
        "https://[fe80::5efe:7f00:1]/",
        "https://[ff02::1]/",
        "https://169.254.169.254/latest/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://0x7f.1/",
        "ftp://x/"
      })
  void aTargetThatIsNotAllowedIsNotCalledAndTriedAgainLater(String url) {
    assertThat(send(new TargetPolicy(false), url)).isEqualTo(retry(GiveUpReason.TARGET_REFUSED));
  }

  @Test
  void aNameThatResolvesElsewhereOnTheSecondQuestionGainsNothing() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    List<InetAddress> open = List.of(InetAddress.getByName("8.8.8.8"));
    List<InetAddress> inner = List.of(InetAddress.getByName("127.0.0.1"));
    TargetPolicy policy =
        new TargetPolicy(false, host -> asked.getAndIncrement() == 0 ? open : inner);
    policy.check("https://rebinding.example/");
    assertThat(send(policy, "https://rebinding.example:" + target.getPort() + "/"))
        .isEqualTo(retry(GiveUpReason.TARGET_REFUSED));
    assertThat(asked).hasValue(2); // The fault fired: the call asked, and was told otherwise.
    assertThat(target.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "301,REDIRECT",
    "302,REDIRECT",
    "307,REDIRECT",
    "308,REDIRECT",
    "400,CLIENT_ERROR",
    "401,AUTH_ERROR",
    "403,AUTH_ERROR",
    "404,CLIENT_ERROR",
    "429,RATE_LIMITED",
    "500,SERVER_ERROR",
    "503,SERVER_ERROR"
  })
  void saysWhyAnAnswerIsNoDeliveryAndFollowsNobody(int code, GiveUpReason reason) {
    target.enqueue(
        new MockResponse.Builder().code(code).addHeader("Location", "/elsewhere").build());
    assertThat(send(new TargetPolicy(true), target.url("/").toString())).isEqualTo(retry(reason));
    assertThat(target.getRequestCount()).isEqualTo(1);
  }

  @Test
  void goneIsForGood() {
    target.enqueue(new MockResponse.Builder().code(410).build());
    assertThat(send(new TargetPolicy(true), target.url("/").toString()))
        .isEqualTo(new Outcome.GaveUp(GiveUpReason.GONE));
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    target.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "17").build());
    assertThat(send(new TargetPolicy(true), target.url("/").toString()))
        .isEqualTo(
            new Outcome.RetryAfter(GiveUpReason.RATE_LIMITED, Optional.of(Duration.ofSeconds(17))));
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    target.enqueue(
        new MockResponse.Builder()
            .code(200)
            .body("x".repeat(1_000_000))
            .throttleBody(1, 1, java.util.concurrent.TimeUnit.SECONDS)
            .build());
    long begin = System.nanoTime();
    assertThat(send(new TargetPolicy(true), target.url("/").toString()))
        .isEqualTo(new Outcome.Delivered());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
  }

  private static Outcome send(TargetPolicy policy, String url) {
    try (HttpSender sender = new HttpSender(policy, Clock.systemUTC())) {
      return sender.post(url, POST);
    }
  }

  private static Outcome retry(GiveUpReason reason) {
    return new Outcome.RetryAfter(reason, Optional.empty());
  }
}
