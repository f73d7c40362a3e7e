package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.events.EventJson;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a database of an earlier version becomes. */
class MigrationTest {

  private static final String SCHEMA = "earlier";

  private final Jdbi jdbi = SharedServers.database().jdbi();

  @AfterEach
  void end() {
    jdbi.useHandle(handle -> handle.execute("drop schema if exists " + SCHEMA + " cascade"));
  }

  @Test
  void aWebhookKeepsItsTargetAndItsSecret() throws Exception {
    flyway().target("2").load().migrate();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into "
                    + SCHEMA
                    + ".subscription values ('sub_a', 'ops', 'webhook', 'https://example.org/',"
                    + " ?, 'P3', 'immediate', false, 'CLEAR', 'active', now())",
                Running.SECRET));
    flyway().load().migrate();
    List<String> row =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select settings, secrets from " + SCHEMA + ".subscription")
                    .map((r, context) -> List.of(r.getString(1), r.getString(2)))
                    .one());
    assertThat(EventJson.mapper().readTree(row.get(0)))
        .isEqualTo(EventJson.mapper().readTree("{\"url\":\"https://example.org/\"}"));
    assertThat(EventJson.mapper().readTree(row.get(1)))
        .isEqualTo(EventJson.mapper().readTree("{\"secret\":\"" + Running.SECRET + "\"}"));
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(SharedServers.database().jdbcUrl(), null, null)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .locations("classpath:dev/tunewatch/alerts/store");
  }
}
