package dev.tunewatch.alerts.deliver;

import java.util.function.Function;

/** Where alerts and their outbox live: what one transaction writes appears whole or not at all. */
public interface AlertStore {

  /** Runs the work and commits; rolls back on any exception and passes it on. */
  <T> T inTransaction(Function<AlertTransaction, T> work);
}
