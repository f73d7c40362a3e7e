package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Database database = SharedServers.emptyDatabase();
  private final Retention retention = new Retention(database);

  @Test
  void takesABatchOfWhatIsOldAndLeavesTheRest() {
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute(
                  "insert into audit (at, actor, action, object, outcome)"
                      + " select ?::timestamptz - interval '500 days', 'a', 'b', 'c', 'done'"
                      + " from generate_series(1, 1500)",
                  NOW.toString());
              h.execute(
                  "insert into audit (at, actor, action, object, outcome)"
                      + " values (?::timestamptz - interval '300 days', 'a', 'b', 'c', 'done')",
                  NOW.toString());
            });
    assertThat(retention.round(NOW)).isEqualTo(1_000);
    assertThat(retention.round(NOW)).isEqualTo(500);
    assertThat(retention.round(NOW)).isZero();
    assertThat(count("audit")).isEqualTo(1);
  }

  @Test
  void keepsVerdictsThatAreNotOnTheirTopicYet() {
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into verdict_record (sequence, key, subject_id, at, body)"
                        + " select n, 'k', 'k', ?::timestamptz - interval '90 days', '\\x'"
                        + " from generate_series(1, 10) n",
                    NOW.toString()));
    assertThat(retention.round(NOW)).isZero();
    database.jdbi().useHandle(h -> h.execute("insert into feed_reader values ('verdicts.v1', 7)"));
    assertThat(retention.round(NOW)).isEqualTo(7);
    assertThat(count("verdict_record")).isEqualTo(3);
  }

  @Test
  void theReadmeHasTheTable() throws Exception {
    String table =
        Retention.RULES.stream()
            .map(
                rule ->
                    "| `%s` | %s | %d days |\n"
                        .formatted(rule.table(), rule.what(), rule.age().toDays()))
            .collect(Collectors.joining());
    assertThat(Files.readString(Path.of("README.md"))).contains(table);
  }

  private long count(String table) {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery("select count(*) from " + table).mapTo(long.class).one());
  }
}
