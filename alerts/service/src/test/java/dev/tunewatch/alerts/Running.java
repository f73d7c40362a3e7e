package dev.tunewatch.alerts;

import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A service that runs, and how a client talks to it. */
public final class Running implements AutoCloseable {

  /** The administrator's token of every test. */
  public static final String TOKEN = "twa_0123456789abcdef0123456789";

  /** What signs the messages of every test. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  public final CollectorRegistry registry = new CollectorRegistry();
  public final AlertsService service;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** Starts on a free port, with local targets allowed. */
  public static Running start(KafkaSettings kafka, Database database) {
    return new Running(
        AlertsConfig.defaults()
            .withPort(0)
            .withAllowLocalTargets(true)
            .withSupersedeWait(Duration.ZERO),
        kafka,
        database);
  }

  /** Starts with a configuration of one's own. */
  public Running(AlertsConfig config, KafkaSettings kafka, Database database) {
    service = new AlertsService(config, kafka, database, registry, Clock.systemUTC(), List::of);
    service.ensureAdminToken(Optional.of(TOKEN));
    service.start();
  }

  /** A receiver that answers 204 to everything. */
  public static MockWebServer receiver() throws IOException {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new mockwebserver3.Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(204).build();
          }
        });
    server.start();
    return server;
  }

  /** GET with the token. */
  public HttpResponse<String> get(String path) {
    return send(request(path).GET().header("Authorization", "Bearer " + TOKEN));
  }

  /** GET without one. */
  public HttpResponse<String> getOpenly(String path) {
    return send(request(path).GET());
  }

  /** POST with the token. */
  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .header("Authorization", "Bearer " + TOKEN));
  }

  /** A request with a body, and a token of one's own. */
  public HttpResponse<String> as(String token, String method, String path, String json) {
    return send(
        request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .header("Authorization", "Bearer " + token));
  }

  /** GET with a token of one's own. */
  public HttpResponse<String> getAs(String token, String path) {
    return send(request(path).GET().header("Authorization", "Bearer " + token));
  }

  /** A new token; the JSON says what else it is. */
  public String newToken(String json) {
    HttpResponse<String> made = post("/api/v1/tokens", json);
    try {
      return EventJson.mapper().readTree(made.body()).get("token").asText();
    } catch (IOException | NullPointerException e) {
      throw new AssertionError(made.body(), e);
    }
  }

  /** A request of one's own. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  /** Sends it. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
