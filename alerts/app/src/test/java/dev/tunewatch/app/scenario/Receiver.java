package dev.tunewatch.app.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A subscriber on loopback that verifies each delivery with the reference library. */
public final class Receiver implements AutoCloseable {

  /** What its deliveries are signed with. */
  public static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, JsonNode> byId = new ConcurrentHashMap<>();
  private final List<String> arrivals = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port. */
  public static Receiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Receiver receiver = new Receiver(server);
    server.setExecutor(receiver.threads);
    server.createContext("/", receiver::receive);
    server.start();
    return receiver;
  }

  /** Where deliveries go. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** A standalone run of a whole hub that ends by itself and tells this subscriber. */
  String[] onceArguments(String hub, Path data) {
    return new String[] {
      "standalone",
      "--hub",
      "huggingface=" + hub,
      "--since",
      "all",
      "--data",
      data.toString(),
      "--port",
      "0",
      "--webhook",
      url(),
      "--webhook-secret",
      SECRET,
      "--allow-local-targets",
      "--once"
    };
  }

  /** Idempotency keys in the order of arrival, repetitions included. */
  public List<String> arrivals() {
    return List.copyOf(arrivals);
  }

  /** Each delivery's body under its idempotency key. */
  public Map<String, JsonNode> deliveries() {
    return Map.copyOf(byId);
  }

  /** For each version of each alert, the idempotency keys that it came under. */
  public Map<String, Set<String>> keysOfOneVersion() {
    Map<String, Set<String>> keys = new TreeMap<>();
    byId.forEach(
        (key, alert) ->
            keys.computeIfAbsent(
                    alert.get("id").asText() + " version " + alert.get("version").asInt(),
                    version -> new TreeSet<>())
                .add(key));
    return keys;
  }

  /** Keys that came with two different bodies, or whose signature did not verify. */
  public Set<String> refused() {
    return Set.copyOf(refused);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try {
        new Webhook(SECRET)
            .verify(body, HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (n, v) -> true));
      } catch (Exception e) {
        refused.add(id + ": " + e.getMessage());
      }
      JsonNode data = EventJson.mapper().readTree(body).get("data");
      JsonNode before = byId.putIfAbsent(id, data);
      if (before != null && !before.get("id").equals(data.get("id"))) {
        refused.add(id + ": two alerts under one key");
      }
      arrivals.add(id);
      exchange.sendResponseHeaders(204, -1);
    }
  }
}
