package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.AlertTransaction;
import dev.tunewatch.alerts.deliver.Unstorable;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Alerts and their outbox in PostgreSQL. */
public final class JdbiAlertStore implements AlertStore {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiAlertStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public <T> T inTransaction(Function<AlertTransaction, T> work) {
    try {
      return jdbi.inTransaction(handle -> work.apply(new JdbiAlertTransaction(handle)));
    } catch (UncheckedIOException notJson) {
      throw new Unstorable("it has no JSON form", notJson);
    } catch (JdbiException e) {
      if (isDataException(e)) {
        throw new Unstorable("the database refuses its text", e);
      }
      throw e;
    }
  }

  /** SQLSTATE class 22: not the database's state, but the value, is at fault. */
  private static boolean isDataException(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().startsWith("22")) {
        return true;
      }
    }
    return false;
  }
}
