package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.KafkaSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A database that drops all its connections in the midst of it, as one does that is restarted:
 * whatever was under way, commits without an answer too, is neither lost nor told under a second
 * key.
 */
@Tag("long")
class DatabaseLossTest {

  private static final int ALERTS = 500;
  private static final int TIMES = 5;

  @Test
  void whatItDropsIsDoneAgainUnderTheSameKeys() throws Exception {
    SharedServers.emptyDatabase();
    KafkaSettings kafka = SharedServers.newKafka();
    try (Tally tally = new Tally();
        // Not of the service's pool: that is what is dropped.
        Connection own = DriverManager.getConnection(SharedServers.database().jdbcUrl());
        Running running = Running.start(kafka, SharedServers.database())) {
      String draft = "{\"name\":\"all\",\"url\":\"" + tally.url() + "\"}";
      assertThat(running.post("/api/v1/subscriptions", draft).statusCode()).isEqualTo(201);
      long dropped = 0;
      for (int time = 0; time < TIMES; time++) {
        int from = time * ALERTS / TIMES;
        SharedServers.publish(
            kafka,
            IntStream.range(from, from + ALERTS / TIMES)
                .mapToObj(i -> Samples.alarming("m" + i))
                .toList());
        int least = from + time; // In the midst of this part, or of what the last drop left.
        await().atMost(Duration.ofSeconds(60)).until(() -> tally.alerts() > least);
        dropped +=
            number(
                own,
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where application_name = 'tunewatch-alerts' and pid <> pg_backend_pid()");
      }
      assertThat(dropped).as("connections dropped").isGreaterThanOrEqualTo(TIMES);
      await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () ->
                  number(own, "select count(*) from outbox where status = 'delivered'") == ALERTS);
      assertThat(tally.alerts()).isEqualTo(ALERTS);
      assertThat(tally.mostKeys()).as("idempotency keys of one alert").isEqualTo(1);
      System.out.printf(
          "PRINT %d connections dropped in %d times: %d of %d delivered, %d POSTs, %d key each%n",
          dropped, TIMES, tally.alerts(), ALERTS, tally.posts(), tally.mostKeys());
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
