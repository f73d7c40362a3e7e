package dev.tunewatch.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A subscriber such as a hub operator would write: it checks the signature of each delivery with
 * the reference library of Standard Webhooks, not with our own code, refuses what does not verify,
 * and prints the rest.
 */
public final class PrintingSubscriber implements AutoCloseable {

  private static final int MAX_BODY = 64 * 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final String secret;
  private final PrintStream out;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private PrintingSubscriber(
      HttpServer server, ExecutorService threads, String secret, PrintStream out) {
    this.server = server;
    this.threads = threads;
    this.secret = secret;
    this.out = out;
  }

  /** Listens on a free port of loopback, with a secret of its own. */
  public static PrintingSubscriber start(PrintStream out, Clock clock) throws IOException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    PrintingSubscriber subscriber =
        new PrintingSubscriber(
            server, threads, "whsec_" + Base64.getEncoder().encodeToString(key), out);
    server.setExecutor(threads);
    server.createContext("/hook", subscriber::receive);
    server.start();
    return subscriber;
  }

  /** Where deliveries go. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** What deliveries are signed with. */
  public String secret() {
    return secret;
  }

  /** How many different alerts have been printed. */
  public int delivered() {
    return seen.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
      String text = new String(body, StandardCharsets.UTF_8);
      try {
        new Webhook(secret)
            .verify(
                text,
                HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (name, value) -> true));
      } catch (Exception refused) {
        out.println("refused a delivery whose signature does not verify");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      print(exchange.getRequestHeaders().getFirst("webhook-id"), EventJson.mapper().readTree(text));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void print(String id, JsonNode event) {
    if (!seen.add(id)) {
      return; // the same delivery again, as at-least-once allows
    }
    JsonNode alert = event.path("data");
    out.printf(
        "%s  %s%n      %s, signature ok, %s%n",
        alert.path("severity").asText(),
        Terminal.plain(alert.path("headline").asText()),
        event.path("type").asText(),
        id);
    for (JsonNode signal : alert.path("signals")) {
      if (signal.path("suppressedBy").isNull()) {
        JsonNode evidence = signal.path("evidence").path(0);
        out.printf(
            "      %s %s %.2f  %s: \"%s\"%n",
            signal.path("id").asText(),
            signal.path("tier").asText(),
            signal.path("confidence").asDouble(),
            Terminal.plain(evidence.path("field").asText()),
            Terminal.plain(evidence.path("quote").asText()));
      }
    }
  }
}
