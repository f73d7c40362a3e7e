package dev.tunewatch.alerts.operations;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every HTTP server of the product has in common. */
public final class HttpServer {

  /** Largest request body in bytes; nothing that is sent here is larger. */
  public static final long MAX_BODY = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private HttpServer() {}

  /**
   * Stops; a client that keeps its connection open is cut off after a second, which is no failure.
   */
  public static void stop(Javalin http) {
    try {
      http.stop();
    } catch (JavalinException cutOff) {
      LOG.debug("Connections were still open", cutOff);
    }
  }

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
