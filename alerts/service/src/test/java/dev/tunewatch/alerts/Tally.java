package dev.tunewatch.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver that keeps nothing but what the tests ask of it, for large numbers. */
final class Tally implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Set<String>> keysByAlert = new ConcurrentHashMap<>();
  private final AtomicInteger posts = new AtomicInteger();
  private final AtomicLong last = new AtomicLong();
  private final AtomicInteger held = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  Tally() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          CountDownLatch open = gate;
          if (open.getCount() > 0) {
            hold(open);
            exchange.close(); // Whoever asked is dead: he has had no answer, so it does not count.
            return;
          }
          note(exchange.getRequestHeaders().getFirst("webhook-id"), body);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** Answers nothing from now on. */
  void holdBack() {
    held.set(0);
    gate = new CountDownLatch(1);
  }

  /** Answers again; what was held back is forgotten. */
  void letGo() {
    gate.countDown();
  }

  /** Requests without an answer. */
  int held() {
    return held.get();
  }

  /** All that were received. */
  int posts() {
    return posts.get();
  }

  /** The alerts that they were of. */
  int alerts() {
    return keysByAlert.size();
  }

  /** The most idempotency keys that one alert came under. */
  int mostKeys() {
    return keysByAlert.values().stream().mapToInt(Set::size).max().orElse(0);
  }

  /** {@link System#nanoTime()} of the last post. */
  long lastNanos() {
    return last.get();
  }

  void clear() {
    keysByAlert.clear();
    posts.set(0);
  }

  /** One of ours, a wave, or one of Alertmanager's. */
  private void note(String key, byte[] body) throws IOException {
    JsonNode json = EventJson.mapper().readTree(body);
    if (json.has("alerts")) {
      json.get("alerts").forEach(alert -> add(alert.at("/labels/alert_id").asText(), "am"));
    } else if (json.at("/data/lines").isArray()) {
      json.at("/data/lines").forEach(line -> add(line.get("id").asText(), key));
    } else {
      add(json.at("/data/id").asText(), key);
    }
    posts.incrementAndGet();
    last.set(System.nanoTime());
  }

  private void hold(CountDownLatch open) {
    held.incrementAndGet();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(String alert, String key) {
    keysByAlert.computeIfAbsent(alert, id -> ConcurrentHashMap.newKeySet()).add(key);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
