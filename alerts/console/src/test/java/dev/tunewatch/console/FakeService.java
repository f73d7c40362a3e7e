package dev.tunewatch.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The console's files under their real headers, and the part of the API that the console reads. */
final class FakeService implements AutoCloseable {

  final List<ObjectNode> alerts = new CopyOnWriteArrayList<>();
  final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  volatile @Nullable String token;
  volatile int failure;
  volatile boolean ready = true;
  final FakePeople people = new FakePeople();
  volatile ObjectNode coverage = SampleCoverage.empty();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  static {
    // Else each small answer waits for a delayed acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(exchange.getRequestURI().toString());
      if (path.startsWith("/api/")) {
        api(exchange, path.substring("/api/v1/".length()));
      } else if (path.equals("/health/ready")) {
        health(exchange);
      } else {
        file(exchange, path.equals("/") ? "/" + ConsoleAssets.INDEX : path);
      }
    }
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (failure != 0) {
      problem(exchange, failure, "the database is away");
    } else if (token != null && !("Bearer " + token).equals(given)) {
      problem(exchange, 401, "no valid token");
    } else if (people.answers(path)) {
      people.answer(exchange, path, alerts);
    } else if (path.equals("coverage")) {
      json(exchange, 200, "application/json", coverage);
    } else if (path.equals("alerts")) {
      list(exchange, parameters(exchange.getRequestURI().getRawQuery()));
    } else {
      String id = path.substring("alerts/".length());
      ObjectNode found =
          alerts.stream().filter(a -> a.get("id").asText().equals(id)).findFirst().orElse(null);
      if (found == null) {
        problem(exchange, 404, "no alert " + id);
      } else {
        json(exchange, 200, "application/json", found);
      }
    }
  }

  private void list(HttpExchange exchange, Map<String, String> asked) throws IOException {
    List<ObjectNode> matching = alerts.stream().filter(alert -> matches(alert, asked)).toList();
    int from = Integer.parseInt(asked.getOrDefault("cursor", "0"));
    int to = Math.min(matching.size(), from + Integer.parseInt(asked.getOrDefault("limit", "50")));
    ObjectNode page = EventJson.mapper().createObjectNode();
    ArrayNode items = page.putArray("items");
    matching.subList(from, to).forEach(items::add);
    page.put("next", to < matching.size() ? String.valueOf(to) : null);
    json(exchange, 200, "application/json", page);
  }

  private static boolean matches(ObjectNode alert, Map<String, String> asked) {
    String handling = asked.get("handling");
    return (handling == null || alert.at("/handling/status").asText().equals(handling))
        && equal(alert, asked, "severity")
        && equal(alert, asked, "state")
        && alert.get("headline").asText().contains(asked.getOrDefault("q", ""));
  }

  private static boolean equal(ObjectNode alert, Map<String, String> asked, String name) {
    String wanted = asked.get(name);
    return wanted == null || wanted.equals(alert.get(name).asText());
  }

  private void health(HttpExchange exchange) throws IOException {
    ObjectNode health = EventJson.mapper().createObjectNode();
    health.put("status", ready ? "ready" : "not ready");
    ArrayNode components = health.putArray("components");
    components.addObject().put("component", "database").put("ready", true).put("reason", "running");
    components
        .addObject()
        .put("component", "streams")
        .put("ready", ready)
        .put("reason", ready ? "running" : "no record for 90 s");
    json(exchange, ready ? 200 : 503, "application/json", health);
  }

  private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    ObjectNode problem = EventJson.mapper().createObjectNode();
    problem.put("type", "about:blank").put("status", status).put("detail", detail);
    json(exchange, status, "application/problem+json", problem);
  }

  static void json(HttpExchange exchange, int status, String type, ObjectNode body)
      throws IOException {
    send(exchange, status, type, EventJson.mapper().writeValueAsBytes(body));
  }

  private static void file(HttpExchange exchange, String path) throws IOException {
    boolean webjar =
        ConsoleAssets.webjarPrefixes().stream().anyMatch(path.substring(1)::startsWith);
    String resource =
        webjar
            ? ConsoleAssets.WEBJARS_FOLDER + path.substring("/webjars".length())
            : ConsoleAssets.FOLDER + path;
    try (InputStream in = FakeService.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        send(exchange, 404, "text/plain", new byte[0]);
        return;
      }
      ConsoleAssets.headers().forEach(exchange.getResponseHeaders()::set);
      send(exchange, 200, type(path), in.readAllBytes());
    }
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "svg" -> "image/svg+xml";
      default -> "text/html; charset=utf-8";
    };
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
