package dev.tunewatch.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateHeadersTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");

  @Test
  void readsRemainingAndResetWhateverTheNameLooksLike() {
    RateLimit expected = new RateLimit(499, Duration.ofSeconds(293));
    assertThat(RateLimit.parse("\"api\";r=499;t=293")).contains(expected);
    assertThat(RateLimit.parse("\"api|\\pages|resolvers\";r=499;t=293")).contains(expected);
    assertThat(RateLimit.parse("r=499, t=293")).contains(expected);
    assertThat(RateLimit.parse("\"api\"; t = 293 ; r = 499")).contains(expected);
  }

  @Test
  void saysNothingOfHeadersThatItDoesNotUnderstand() {
    assertThat(RateLimit.parse(null)).isEmpty();
    assertThat(RateLimit.parse("\"api\"")).isEmpty();
    assertThat(RateLimit.parse("r=99999999999999999999;t=x")).isEmpty();
  }

  @Test
  void readsRetryAfterAsSecondsOrDateAndBoundsIt() {
    assertThat(RetryAfter.parse("7", NOW)).contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.parse("Sat, 22 Aug 2026 10:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Sat, 22 Aug 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
    assertThat(RetryAfter.parse("999999999", NOW)).contains(Duration.ofHours(1));
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
  }

  @Test
  void letsRetryAfterWinOverTheWindow() {
    Answer both =
        new Answer(
            "u", 429, Map.of("retry-after", "5", "ratelimit", "\"api\";r=0;t=100"), new byte[0]);
    Answer window = new Answer("u", 429, Map.of("ratelimit", "\"api\";r=0;t=100"), new byte[0]);
    Answer granular = new Answer("u", 429, Map.of("ratelimit", "\"api\";r=9;t=1"), new byte[0]);
    assertThat(RetryAfter.of(both, NOW)).contains(Duration.ofSeconds(5));
    assertThat(RetryAfter.of(window, NOW)).contains(Duration.ofSeconds(101));
    assertThat(RetryAfter.of(granular, NOW)).isEmpty();
  }

  @Test
  void readsThePolicyAsLenientlyAndDropsNonsense() {
    assertThat(RatePolicy.parse("\"fixed window\";\"api\";q=500;w=300"))
        .contains(new RatePolicy(500, Duration.ofSeconds(300)));
    assertThat(RatePolicy.parse("w=60, q=9")).contains(new RatePolicy(9, Duration.ofSeconds(60)));
    assertThat(RatePolicy.parse("\"api\";q=0;w=300")).isEmpty();
    assertThat(RatePolicy.parse("\"api\";q=5")).isEmpty();
    assertThat(RatePolicy.parse(null)).isEmpty();
  }

  @Test
  void takesARetryAfterOfNothingForNoAdvice() {
    Answer now = new Answer("u", 503, Map.of("retry-after", "0"), new byte[0]);
    assertThat(RetryAfter.of(now, NOW)).isEmpty();
  }

  @Test
  void backsOffWithinBoundsAndLongerEachTime() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 10);
    Random random = new Random(1);
    double last = 0;
    for (int attempt = 0; attempt < 5; attempt++) {
      double sum = 0;
      for (int i = 0; i < 500; i++) {
        long delay = backoff.delay(attempt, random).toMillis();
        assertThat(delay).isBetween((100L << attempt) / 2, 100L << attempt);
        sum += delay;
      }
      assertThat(sum).isGreaterThan(last);
      last = sum;
    }
    assertThat(backoff.delay(1_000, random)).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void findsTheNextLinkAmongOthers() {
    assertThat(LinkHeader.next("<https://h/a?c=1>; rel=\"prev\", <https://h/b?c=2>; rel=\"next\""))
        .contains("https://h/b?c=2");
    assertThat(LinkHeader.next("</b?expand[]=a>; rel=next")).contains("/b?expand[]=a");
    assertThat(LinkHeader.next("<https://h/a>; rel=\"nextish\"")).isEmpty();
    assertThat(LinkHeader.next("nonsense")).isEmpty();
    assertThat(LinkHeader.next(null)).isEmpty();
  }

  @Test
  void staysWithinItsOrigin() {
    Origin origin = new Origin("https://hub.test/");
    assertThat(origin.resolve("https://hub.test/a/b", "/c?x=1")).contains("https://hub.test/c?x=1");
    assertThat(origin.resolve("https://hub.test/a", "https://evil.test/c")).isEmpty();
    assertThat(origin.resolve("https://hub.test/a", "//evil.test/c")).isEmpty();
    assertThat(origin.resolve("https://hub.test/a", "http://hub.test/c")).isEmpty();
    assertThat(origin.resolve("https://hub.test/a", "https://hub.test:444/c")).isEmpty();
    assertThat(origin.resolve("https://hub.test/a", "https://u:p@hub.test/c")).isEmpty();
  }
}
