package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void aTokenStaysTheAdministratorsAndAnAlertIsOpen() {
    flyway().target("3").load().migrate();
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "insert into " + SCHEMA + ".access_token (hash, role) values ('\\x0123', 'admin')");
          handle.execute(
              "insert into "
                  + SCHEMA
                  + ".alert values ('al_a', 'h:a', 1, 'withdrawn', 'P2', '', false, 'CLEAR', 1,"
                  + " now(), now(), '{\"hub\":\"civitai\"}', 0, '{}')");
        });
    flyway().load().migrate();
    List<String> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select t.id, t.role, t.tlp, a.hub, a.handling, a.evidence_stands::text"
                            + " from "
                            + SCHEMA
                            + ".access_token t, "
                            + SCHEMA
                            + ".alert a")
                    .map(
                        (r, context) ->
                            IntStream.rangeClosed(1, 6).mapToObj(i -> text(r, i)).toList())
                    .one());
    assertThat(found).containsExactly("tok_0123", "admin", "RED", "civitai", "open", "false");
  }

  private static String text(ResultSet row, int column) {
    try {
      return row.getString(column);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(SharedServers.database().jdbcUrl(), null, null)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .locations("classpath:dev/tunewatch/alerts/store");
  }
}
