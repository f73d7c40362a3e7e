package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.Face;
import dev.tunewatch.crawler.simulated.fault.Faults;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running hub on 127.0.0.1 that serves recorded models until it is closed. */
public final class SimulatedHub implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 64;

  private final Javalin server;
  private final HubServlet servlet;
  private final RequestCounts counts;
  private final Faults faults;
  private final CountDownLatch closed;

  private SimulatedHub(
      Javalin server,
      HubServlet servlet,
      RequestCounts counts,
      Faults faults,
      CountDownLatch closed) {
    this.server = server;
    this.servlet = servlet;
    this.counts = counts;
    this.faults = faults;
    this.closed = closed;
  }

  /**
   * Starts a hub; it answers when this returns.
   *
   * @param records what it serves; changes to them show in the next answer
   * @param clock what the windows of the rate limits follow
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static SimulatedHub start(SimulatedHubConfig config, RecordedHub records, Clock clock) {
    return start(config, records, List.of(), clock);
  }

  /** As {@link #start(SimulatedHubConfig, RecordedHub, Clock)}, with other hubs beside it. */
  public static SimulatedHub start(
      SimulatedHubConfig config, RecordedHub records, List<Face> others, Clock clock) {
    return start(config, records, others, clock, clock);
  }

  /**
   * As {@link #start(SimulatedHubConfig, RecordedHub, List, Clock)}, for a hub whose time runs
   * faster.
   *
   * @param hubClock what the times of fault scripts follow
   */
  public static SimulatedHub start(
      SimulatedHubConfig config,
      RecordedHub records,
      List<Face> others,
      Clock clock,
      Clock hubClock) {
    RequestCounts counts = new RequestCounts();
    Faults faults = new Faults(config.faults(), config.faultSeed(), hubClock);
    CountDownLatch closed = new CountDownLatch(1);
    Answering huggingFace = huggingFace(config, records, clock, counts, faults);
    Answering all = others.isEmpty() ? huggingFace : new Faces(others, counts, faults, huggingFace);
    Answering chain = new Controlled(faults, counts, faults.counted(all));
    HubServlet servlet = new HubServlet(chain, config.delay(), closed);
    Javalin server = Javalin.create(javalin -> configure(javalin, servlet));
    server.start(HOST, config.port());
    return new SimulatedHub(server, servlet, counts, faults, closed);
  }

  // Read from the inside out: what the hub believes its page to be, then how it hands it out.
  private static Answering huggingFace(
      SimulatedHubConfig config,
      RecordedHub records,
      Clock clock,
      RequestCounts counts,
      Faults faults) {
    Answering routes = new Routes(records, config.pageLimit(), counts);
    Answering conditional = new Conditional(counts, faults.aroundPages(routes));
    RateWindows windows = new RateWindows(config.plan(), clock);
    return new Branded(clock, new RateLimited(windows, counts, faults.aroundHub(conditional)));
  }

  private static void configure(JavalinConfig javalin, HubServlet servlet) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.compressionStrategy = CompressionStrategy.NONE;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("simulated-hub");
    threads.setDaemon(true);
    threads.setStopTimeout(0);
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
    // Recorded ids hold colons, and clients encode the slash in them: all of it is ours to read.
    javalin.jetty.modifyHttpConfiguration(
        http -> {
          http.setUriCompliance(UriCompliance.UNSAFE);
          http.setSendServerVersion(false);
        });
    javalin.jetty.modifyServletContextHandler(
        context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    for (HandlerType method :
        List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS)) {
      javalin.routes.addEndpoint(new Endpoint(method, "/*", servlet));
    }
  }

  /** Where the hub listens, without a slash at the end: {@code http://127.0.0.1:port}. */
  public URI address() {
    return URI.create("http://" + HOST + ':' + server.port());
  }

  /**
   * Requests so far by route: {@code list}, {@code info}, {@code tree}, {@code resolve}, {@code
   * raw}, {@code face} (other hubs') and {@code other}. Those of them that were answered 304 are
   * also in {@code not_modified}; {@code rate_limited} are the ones answered 429, which no route
   * saw.
   */
  public Map<String, Long> requestCounts() {
    return counts.all();
  }

  /** What goes wrong here: to be switched while the hub serves, and counted. */
  public Faults faults() {
    return faults;
  }

  /** Stops within a second; requests that wait for their delay are answered 503. */
  @Override
  public void close() {
    closed.countDown();
    servlet.awaitAnswers(Duration.ofMillis(500));
    server.stop();
  }
}
