package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.alerts.notify.alertmanager.RealAlertmanager;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.bus.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 2,000 alerts to 2,000 webhook deliveries beside Debian's Alertmanager, in turns, on the same
 * machine and to the same receiver. A span is from the first acceptance to the last POST.
 */
@Tag("long")
class RateTest {

  private static final int ALERTS = 2_000;
  private static final int ROUNDS = 5;

  /** A service runs for weeks; the first of a JVM are those of its compiler. */
  private static final int WARM_ALERTS = 60_000;

  @Test
  void deliversBesideAlertmanagerAndAWaveInFarFewerMessages() throws Exception {
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    try (Tally tally = new Tally()) {
      warmUp(tally);
      tunewatch(tally, "");
      alertmanager(tally);
      for (int round = 0; round < ROUNDS; round++) {
        ours[round] = tunewatch(tally, "");
        assertThat(tally.posts()).isEqualTo(ALERTS);
        theirs[round] = alertmanager(tally);
        assertThat(tally.posts()).isGreaterThanOrEqualTo(ALERTS);
      }
      double grouped = tunewatch(tally, ",\"groupBy\":[\"uploader\"],\"groupWindowSeconds\":2");
      System.out.printf(
          "PRINT %d alerts to %d POSTs, seconds, medians of %d: tunewatch %.2f %s,"
              + " prometheus-alertmanager %.2f %s, ratio of rates %.2f%n",
          ALERTS,
          ALERTS,
          ROUNDS,
          median(ours),
          Arrays.toString(ours),
          median(theirs),
          Arrays.toString(theirs),
          median(theirs) / median(ours));
      System.out.printf(
          "PRINT the same %d alerts grouped by uploader: %d POST(s), %.2f seconds with a window of"
              + " 2%n",
          ALERTS, tally.posts(), grouped);
      assertThat(tally.posts()).isLessThanOrEqualTo(3);
      // Alertmanager keeps nothing of what it is told; here all of it is in a database first. Its
      // own rounds differ by a factor of two, and whoever else uses the machine costs us more than
      // it: a bound that is no coincidence lies below the ratio of a quiet machine.
      assertThat(median(theirs) / median(ours)).as("ratio of rates").isGreaterThan(0.7);
    }
  }

  /** One service, and the load of the rounds again and again. */
  private static void warmUp(Tally tally) throws IOException {
    SharedServers.emptyDatabase();
    KafkaSettings kafka = SharedServers.newKafka();
    List<Double> seconds = new ArrayList<>();
    try (Running running = Running.start(kafka, SharedServers.database())) {
      subscribe(running, tally, "");
      for (int from = 0; from < WARM_ALERTS; from += ALERTS) {
        long began = System.nanoTime();
        SharedServers.publish(kafka, alarming("w" + from + "m"));
        awaitPosts(tally, from + ALERTS);
        seconds.add(Math.round((System.nanoTime() - began) / 1e7) / 1e2);
      }
    }
    System.out.printf("PRINT seconds a round while tunewatch warms up: %s%n", seconds);
  }

  private static List<Assessment> alarming(String name) {
    return IntStream.range(0, ALERTS).mapToObj(i -> Samples.alarming(name + i)).toList();
  }

  private static void subscribe(Running running, Tally tally, String members) {
    String draft = "{\"name\":\"all\",\"url\":\"" + tally.url() + "\"" + members + "}";
    assertThat(running.post("/api/v1/subscriptions", draft).statusCode()).isEqualTo(201);
    tally.clear();
  }

  /** Asks the receiver, as with Alertmanager: asking the database would be a load of its own. */
  private static void awaitPosts(Tally tally, int posts) {
    await().atMost(Duration.ofSeconds(120)).until(() -> tally.posts() >= posts);
  }

  private static double tunewatch(Tally tally, String members) throws IOException {
    SharedServers.emptyDatabase();
    KafkaSettings kafka = SharedServers.newKafka();
    List<Assessment> assessments = alarming("m");
    try (Running running = Running.start(kafka, SharedServers.database())) {
      subscribe(running, tally, members);
      SharedServers.publish(kafka, assessments);
      awaitPosts(tally, members.isEmpty() ? ALERTS : 1);
      await()
          .atMost(Duration.ofSeconds(120))
          .until(
              () ->
                  Subscribed.count("select count(*) from outbox where status = 'delivered'")
                      == ALERTS);
    }
    // Acceptance is on the clock of the wall; the last POST is brought there.
    double lastAgo = (System.nanoTime() - tally.lastNanos()) / 1e9;
    double firstAgo =
        Subscribed.count(
                "select (extract(epoch from clock_timestamp() - min(accepted_at)) * 1000)::bigint"
                    + " from outbox")
            / 1e3;
    return firstAgo - lastAgo;
  }

  private static double alertmanager(Tally tally) throws Exception {
    try (RealAlertmanager alertmanager = RealAlertmanager.telling(tally.url(), Duration.ZERO)) {
      tally.clear();
      long first = 0;
      for (int batch = 0; batch < ALERTS; batch += 100) {
        int begin = batch;
        alertmanager.post(IntStream.range(begin, begin + 100).mapToObj(i -> "rate-" + i).toList());
        first = first == 0 ? System.nanoTime() : first; // It has accepted the first of them.
      }
      await().atMost(Duration.ofSeconds(120)).until(() -> tally.alerts() == ALERTS);
      return (tally.lastNanos() - first) / 1e9;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
