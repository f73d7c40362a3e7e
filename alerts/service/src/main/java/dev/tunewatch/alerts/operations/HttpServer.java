package dev.tunewatch.alerts.operations;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What every HTTP server of the product has in common. */
public final class HttpServer {

  /** Largest request body in bytes; nothing that is sent here is larger. */
  public static final long MAX_BODY = 64 * 1024;

  private HttpServer() {}

  /**
   * Bounds threads, idle time and bodies, and says nothing about the server's make.
   *
   * @param threads that work on requests at the same time
   */
  public static void harden(JavalinConfig config, int threads) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY;
    // Acceptor and selectors take threads of the pool, too.
    QueuedThreadPool pool = new QueuedThreadPool(threads + 4, 4, 30_000);
    pool.setName("http");
    pool.setDaemon(true);
    config.jetty.threadPool = pool;
    config.jetty.modifyServer(server -> server.setStopTimeout(1_000));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendXPoweredBy(false);
          http.setRequestHeaderSize(16 * 1024);
          http.setIdleTimeout(30_000);
        });
  }
}
