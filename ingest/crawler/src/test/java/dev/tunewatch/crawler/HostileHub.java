package dev.tunewatch.crawler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A hub whose listing and files mean harm; what it sends is made while it is sent. */
final class HostileHub implements AutoCloseable {

  private static final int MEBI = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> rows = new CopyOnWriteArrayList<>();
  private final Map<String, HarmfulCard> cards = new ConcurrentHashMap<>();
  private final AtomicInteger served = new AtomicInteger();
  private volatile Harm harm = Harm.NONE;

  /** What is sent beside the honest rows, or instead of them. */
  enum Harm {
    NONE,
    /** 512 MiB of spaces in half a one. */
    GZIP_BOMB,
    /** Valid, and as large as a page may be. */
    PAGE_OF_64_MB,
    /** Larger than a page may be. */
    PAGE_WITHOUT_END,
    /** One row of arrays within arrays. */
    DEEP,
    /** One row with ten thousand tags of four kilobytes. */
    MANY_TAGS,
    /** One row with forty tags of a mebibyte. */
    LONG_TAGS,
    /** One row of which each three bytes become an object. */
    OBJECTS,
    /** Sixty thousand rows of a kilobyte each. */
    MANY_ROWS,
    /** A thousand rows of 60 kB, none of which is one. */
    REFUSED_ROWS,
    /** A key twice, and a number of a million digits. */
    NUMBER
  }

  /** What a release's card is instead of one. */
  enum HarmfulCard {
    /** 512 MiB of spaces in half a one. */
    GZIP_BOMB,
    /** More than a card may be. */
    WITHOUT_END,
    /** As large as a card may be, and no UTF-8. */
    NOISE
  }

  HostileHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** One more release; its name. */
  String born() {
    return born(rows.size() + 1);
  }

  /** One whose card is harmful. */
  String born(HarmfulCard card) {
    int i = rows.size() + 1;
    cards.put("/o/r" + i + "/resolve/main/README.md", card);
    return born(i);
  }

  private String born(int i) {
    String time = String.format("2026-08-01T%02d:%02d:00.000Z", i / 60, i % 60);
    rows.add(
        0,
        ("{\"_id\":\"id" + i + "\",\"id\":\"o/r" + i + "\",\"createdAt\":\"" + time)
            + ("\",\"lastModified\":\"" + time + "\"}"));
    return "o/r" + i;
  }

  /** From now on. */
  void does(Harm to) {
    harm = to;
    served.set(0);
  }

  /** How many listing pages were sent so since. */
  int served() {
    return served.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.equals("/api/models")) {
        card(exchange, cards.get(path));
        return;
      }
      Harm now = harm;
      if (now == Harm.GZIP_BOMB) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      }
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), MEBI)) {
        if (now == Harm.GZIP_BOMB) {
          try (OutputStream bomb = new GZIPOutputStream(out)) {
            page(now, bomb);
          }
        } else {
          page(now, out);
        }
      } finally {
        if (now == harm) {
          served.incrementAndGet();
        }
      }
    }
  }

  private static void card(HttpExchange exchange, @Nullable HarmfulCard harm) throws IOException {
    if (!exchange.getRequestURI().getPath().endsWith("/README.md")) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (harm == HarmfulCard.GZIP_BOMB) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), MEBI)) {
      if (harm == null) {
        print(out, "# An honest card");
      } else if (harm == HarmfulCard.GZIP_BOMB) {
        try (OutputStream bomb = new GZIPOutputStream(out)) {
          repeat(bomb, " ".repeat(MEBI), 512);
        }
      } else if (harm == HarmfulCard.WITHOUT_END) {
        repeat(out, "# more\n".repeat(MEBI / 8), 200);
      } else {
        byte[] noise = new byte[10 * MEBI - 1];
        new Random(7).nextBytes(noise);
        out.write(noise);
      }
    }
  }

  private void page(Harm now, OutputStream out) throws IOException {
    print(out, "[" + String.join(",", rows));
    switch (now) {
      case GZIP_BOMB -> repeat(out, " ".repeat(MEBI), 512);
      case PAGE_OF_64_MB -> repeat(out, " ".repeat(MEBI), 63);
      case PAGE_WITHOUT_END -> repeat(out, ",{\"id\":\"o/x\"}".repeat(MEBI / 16), 200);
      case DEEP -> print(out, row("cardData", "[".repeat(90_000) + "]".repeat(90_000)));
      case MANY_TAGS -> list(out, "\"" + "t".repeat(4_096) + "\",", 10_000);
      case LONG_TAGS -> list(out, "\"" + "\u00e9".repeat(MEBI / 2) + "\",", 40);
      case OBJECTS -> list(out, "{},".repeat(MEBI / 3), 60);
      case MANY_ROWS -> rows(out, 60_000);
      case REFUSED_ROWS -> repeat(out, ",\"" + "x".repeat(60_000) + "\"", 1_000);
      case NUMBER -> print(out, row("downloads", "9".repeat(MEBI) + ",\"id\":\"o/again\""));
      default -> {}
    }
    print(out, "]");
  }

  private static void list(OutputStream out, String element, int times) throws IOException {
    print(out, ",{\"id\":\"o/hostile\",\"_id\":\"hostile\",\"tags\":[");
    repeat(out, element, times);
    print(out, "\"last\"]}");
  }

  private static void rows(OutputStream out, int count) throws IOException {
    String tags = "\"" + "t".repeat(1_000) + "\"";
    for (int i = 0; i < count; i++) {
      print(out, ",{\"id\":\"o/m" + i + "\",\"tags\":[" + tags + "]}");
    }
  }

  private static String row(String field, String value) {
    return ",{\"id\":\"o/hostile\",\"_id\":\"hostile\",\"" + field + "\":" + value + "}";
  }

  private static void repeat(OutputStream out, String text, int times) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < times; i++) {
      out.write(bytes);
    }
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
