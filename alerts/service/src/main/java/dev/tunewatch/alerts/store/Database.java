package dev.tunewatch.alerts.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tunewatch.events.ComponentHealth;
import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that the service works with, migrated to the schema that it knows: a server, or
 * the same engine as a child of this process.
 */
public final class Database implements AutoCloseable {

  private static final int CONNECTIONS = 10;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final @Nullable EmbeddedDatabase embedded;

  private Database(String jdbcUrl, HikariConfig config, @Nullable EmbeddedDatabase embedded) {
    config.setJdbcUrl(jdbcUrl);
    config.setPoolName("alerts");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(10_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "tunewatch-alerts");
    config.addDataSourceProperty("socketTimeout", "60");
    this.pool = new HikariDataSource(config);
    this.embedded = embedded;
    this.jdbi =
        Jdbi.create(pool)
            .registerArrayType(String.class, "text")
            .registerArrayType(long.class, "int8")
            .registerArrayType(int.class, "int4")
            .registerArrayType(Integer.class, "int4")
            .registerArrayType(Boolean.class, "bool");
  }

  /**
   * Starts PostgreSQL as a child process, with its data kept under a folder of its own.
   *
   * @param directory used by one process at a time; created if missing
   * @throws IOException if it cannot be started, or another process uses the folder
   */
  public static Database embedded(Path directory) throws IOException {
    EmbeddedDatabase embedded = EmbeddedDatabase.start(directory);
    try {
      return migrated(new Database(embedded.jdbcUrl(), new HikariConfig(), embedded));
    } catch (RuntimeException failed) {
      embedded.close();
      throw failed;
    }
  }

  /** Connects with user and password that the address holds. */
  public static Database server(String jdbcUrl) {
    return server(jdbcUrl, null, null);
  }

  /**
   * Connects to a server and migrates its schema; processes that start together take turns.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host/database}
   * @param user who connects, null where the address says
   * @param password of that user, null where the address says
   */
  public static Database server(String jdbcUrl, @Nullable String user, @Nullable String password) {
    HikariConfig config = new HikariConfig();
    if (user != null) {
      config.setUsername(user);
    }
    if (password != null) {
      config.setPassword(password);
    }
    return migrated(new Database(jdbcUrl, config, null));
  }

  /** Whether it answers. */
  public ComponentHealth check() {
    try {
      jdbi.useHandle(handle -> handle.execute("select 1"));
      return ComponentHealth.ready("database", embedded == null ? "connected" : "embedded");
    } catch (JdbiException e) {
      return ComponentHealth.notReady("database", "does not answer");
    }
  }

  /** Whether no other process can use it, so that every lease of a former run is void. */
  public boolean exclusive() {
    return embedded != null;
  }

  /** Where it is, without user and password unless they stand in the address. */
  public String jdbcUrl() {
    return pool.getJdbcUrl();
  }

  /** Where SQL is spoken. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Ends the connections, and PostgreSQL where it is a child; takes less than 5 s. */
  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Database migrated(Database database) {
    try {
      // Flyway holds a lock in PostgreSQL while it migrates.
      Flyway.configure()
          .dataSource(database.pool)
          .locations("classpath:dev/tunewatch/alerts/store")
          .load()
          .migrate();
      return database;
    } catch (RuntimeException failed) {
      database.pool.close();
      throw failed;
    }
  }
}
