package dev.tunewatch.crawler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a walk did not meet. */
class AbsentTest {

  private final KnownReleases known = new KnownReleases();
  private final LogFold fold = new LogFold("huggingface", known);

  @Test
  void aListingThatEndsEarlyIsNotTakenForAHubThatLostHalfOfItself() {
    log(20_001);
    for (int i = 0; i < 10_001; i++) {
      known.seen("o/r" + i);
    }
    assertThat(absent(20_001).isTooMuch()).isFalse();
    assertThat(absent(20_001).names()).hasSize(10_000).containsEntry("o/r10001", "id10001");
  }

  @Test
  void beyondTenThousandAndATenthOfAllNothingIsKept() {
    log(20_001);
    for (int i = 0; i < 10_000; i++) {
      known.seen("o/r" + i);
    }
    assertThat(absent(20_001).isTooMuch()).isTrue();
    assertThat(absent(20_001).names()).isEmpty();
  }

  private void log(int releases) {
    for (int i = 0; i < releases; i++) {
      fold.take(key(i), listing(i));
    }
  }

  private LogFold.Absent absent(int releases) {
    LogFold.Absent absent = fold.new Absent();
    for (int i = 0; i < releases; i++) {
      absent.take(key(i), listing(i));
    }
    return absent;
  }

  private static String key(int i) {
    return "huggingface:o/r" + i + "#listing";
  }

  private static byte[] listing(int i) {
    return ("{\"v\":1,\"hub\":\"huggingface\",\"id\":\"o/r" + i + "\",\"hubId\":\"id" + i)
        .concat("\",\"part\":\"listing\",\"observedAt\":\"2026-03-01T12:00:00Z\",")
        .concat("\"observation\":\"first_seen\",\"provenance\":{\"lane\":\"live\",")
        .concat("\"source\":\"http://h/\"},\"listing\":{\"url\":\"http://h/r\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
