package dev.tunewatch.app.command;

import dev.tunewatch.alerts.operations.OperationsServer;
import java.util.concurrent.CompletableFuture;

/** A service with the little server that shows its metrics and health. */
record ServiceProcess(AutoCloseable service, Runnable starting, OperationsServer operations)
    implements AutoCloseable {

  static ServiceProcess of(AutoCloseable service, Runnable starting, OperationsServer operations) {
    return new ServiceProcess(service, starting, operations);
  }

  void start() {
    starting.run();
  }

  /** Completes only if the given future fails. */
  CompletableFuture<Void> failed(CompletableFuture<?> work) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    work.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            failed.completeExceptionally(failure);
          }
        });
    return failed;
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
