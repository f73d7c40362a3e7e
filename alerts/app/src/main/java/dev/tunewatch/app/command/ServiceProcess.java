package dev.tunewatch.app.command;

import dev.tunewatch.alerts.operations.OperationsServer;

/** A service with the little server that shows its metrics and health. */
record ServiceProcess(AutoCloseable service, Runnable starting, OperationsServer operations)
    implements AutoCloseable {

  void start() {
    starting.run();
  }

  @Override
  public void close() throws Exception {
    try {
      service.close();
    } finally {
      operations.close();
    }
  }
}
