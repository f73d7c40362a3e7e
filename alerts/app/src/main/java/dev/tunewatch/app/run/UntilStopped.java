package dev.tunewatch.app.run;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;

/**
 * Keeps a process running until a signal or a failure, then closes it within bounded time. A
 * shutdown hook does the closing, so Ctrl-C, SIGTERM and a failure take the same way.
 */
public final class UntilStopped {

  /** Kubernetes and people alike give up after ten seconds or so. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AutoCloseable process;

  private UntilStopped(AutoCloseable process) {
    this.process = process;
  }

  /** Arranges that the process is closed when the JVM is told to end. */
  public static UntilStopped guard(AutoCloseable process) {
    UntilStopped guard = new UntilStopped(process);
    Runtime.getRuntime().addShutdownHook(new Thread(guard::shutDown, "shutdown"));
    return guard;
  }

  /**
   * Blocks until told to stop or {@code failed} completes exceptionally.
   *
   * @throws IllegalStateException with the failure's message
   */
  public void await(CompletableFuture<?> failed) throws InterruptedException {
    try {
      CompletableFuture.anyOf(stop, failed).get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "stopped because a part failed: " + cause.getMessage(), cause);
    }
    closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Completes exceptionally if {@code work} fails, and never if it succeeds. */
  public static CompletableFuture<Void> failureOf(CompletableFuture<?> work) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    work.whenComplete(
        (done, failure) -> {
          // Work that is called off, at the end of the process, has not failed.
          if (failure != null && !(failure instanceof CancellationException)) {
            failed.completeExceptionally(failure);
          }
        });
    return failed;
  }

  private void shutDown() {
    Thread closing = new Thread(this::close, "closing");
    closing.start();
    try {
      closing.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean late = closing.isAlive();
    stop.complete(null);
    closed.countDown();
    LogManager.shutdown();
    if (late) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void close() {
    try {
      process.close();
    } catch (Exception e) {
      System.err.println("tunewatch: did not close cleanly: " + e.getMessage());
    }
  }
}
