package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.coverage.CoverageLedger;
import dev.tunewatch.alerts.deliver.DeliveryDesk;
import dev.tunewatch.alerts.deliver.DeliveryLog;
import dev.tunewatch.alerts.deliver.HistoryPreview;
import dev.tunewatch.alerts.deliver.Replay;
import dev.tunewatch.alerts.deliver.VersionHistory;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.operations.HttpServer;
import dev.tunewatch.alerts.operations.OperationsRoutes;
import dev.tunewatch.alerts.subscription.Silences;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.alerts.subscription.Subscriptions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one HTTP port: console, API, feeds, metrics and health, behind one guard. */
public final class HttpInterface implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpInterface.class);
  private static final int THREADS = 16;

  private final Javalin http;
  private final Guard guard;
  private final List<String> routes = new ArrayList<>();

  /** Wires the routes; {@link #start} listens. */
  public HttpInterface(
      Alerts alerts,
      Subscriptions subscriptions,
      DeliveryLog deliveries,
      DeliveryDesk desk,
      VersionHistory history,
      Silences silences,
      CoverageLedger coverage,
      OperationsRoutes operations,
      People people,
      boolean publicView,
      boolean openMetrics,
      Channels channels,
      Supplier<String> console,
      RandomGenerator random,
      Clock clock) {
    Ownership ownership = new Ownership(people.owners());
    this.guard = new Guard(people.tokens(), publicView, openMetrics, ownership);
    Trail trail = new Trail(people.audit(), subscriptions, clock);
    AlertRoutes alertRoutes = new AlertRoutes(alerts);
    SubscriptionRoutes subscriptionRoutes =
        new SubscriptionRoutes(subscriptions, channels, ownership, random, clock);
    DeliveryRoutes deliveryRoutes =
        new DeliveryRoutes(
            subscriptions, deliveries, desk, new Replay(history, desk), ownership, clock);
    SilenceRoutes silenceRoutes = new SilenceRoutes(silences, random, clock);
    TrialRoutes trialRoutes =
        new TrialRoutes(
            alerts, subscriptions, channels, new HistoryPreview(history), ownership, random, clock);
    CoverageRoutes coverageRoutes = new CoverageRoutes(coverage, clock);
    TriageRoutes triageRoutes = new TriageRoutes(people.triage(), alerts);
    VerdictRoutes verdictRoutes = new VerdictRoutes(people.rulings(), people.verdicts(), clock);
    FairnessRoutes fairnessRoutes =
        new FairnessRoutes(
            alerts,
            people.answers(),
            people.contests(),
            people.triage(),
            people.precision(),
            console,
            clock);
    TokenRoutes tokenRoutes = new TokenRoutes(people.tokens());
    AuditRoutes auditRoutes = new AuditRoutes(people.audit());
    ErasureRoutes erasureRoutes = new ErasureRoutes(people.erasures());
    Assets assets = new Assets();
    this.http =
        Javalin.create(
            config -> {
              harden(config);
              RouteTable table = new RouteTable(config.routes, guard, trail);
              alertRoutes.register(table);
              subscriptionRoutes.register(table);
              trialRoutes.register(table);
              deliveryRoutes.register(table);
              silenceRoutes.register(table);
              coverageRoutes.register(table);
              triageRoutes.register(table);
              verdictRoutes.register(table);
              fairnessRoutes.register(table);
              tokenRoutes.register(table);
              auditRoutes.register(table);
              erasureRoutes.register(table);
              operations.register(config.routes);
              OperationsRoutes.PATHS.forEach(path -> table.note("GET " + path));
              assets.register(table);
              routes.addAll(table.registered());
              problems(config.routes);
            });
  }

  /** Listens; port 0 is a free one. */
  public void start(String host, int port) {
    http.start(host, port);
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** {@code GET /path} for each route. */
  List<String> routes() {
    return List.copyOf(routes);
  }

  @Override
  public void close() {
    HttpServer.stop(http);
  }

  private void harden(JavalinConfig config) {
    HttpServer.harden(config, THREADS);
    config.http.prefer405over404 = true;
    config.routes.before(HttpInterface::headers);
    config.routes.before("/api/*", guard::recognise);
    config.routes.before("/feeds/*", guard::recognise);
    config.routes.before("/metrics", guard::checkMetrics);
  }

  private static void headers(Context http) {
    http.header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Frame-Options", "DENY")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Cache-Control", "no-store");
  }

  private static void problems(RoutesConfig routes) {
    routes.exception(
        Refused.class,
        (e, http) -> {
          if (e.problem().status() == 401) {
            http.header("WWW-Authenticate", "Bearer");
          }
          Json.answer(http, e.problem());
        });
    routes.exception(
        SubscriptionRejected.class,
        (e, http) -> Json.answer(http, Problem.of(422, String.valueOf(e.getMessage()), e.field())));
    routes.exception(
        HttpResponseException.class,
        (e, http) -> {
          int status = e.getStatus();
          Json.answer(http, Problem.of(status, status == 413 ? "the body is too long" : "refused"));
        });
    routes.exception(
        Exception.class,
        (e, http) -> {
          LOG.atError().addKeyValue("outcome", "error").log("A request failed: {}", e.toString());
          LOG.debug("Cause", e);
          Json.answer(http, Problem.of(500, "the service failed to answer; see its log"));
        });
    for (int status : new int[] {404, 405}) {
      routes.error(
          status,
          "*",
          http -> {
            if (!"application/problem+json".equals(http.res().getContentType())) {
              Json.answer(http, Problem.of(status, "there is nothing at this address"));
            }
          });
    }
  }
}
