package dev.tunewatch.crawler.simulated;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each kind of request was made, and how often the hub said no for being asked a lot. */
final class RequestCounts {

  private static final List<String> KINDS =
      List.of(
          "list",
          "info",
          "tree",
          "resolve",
          "raw",
          "face",
          "other",
          "not_modified",
          "rate_limited");

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  RequestCounts() {
    KINDS.forEach(kind -> counts.put(kind, new LongAdder()));
  }

  void count(String kind) {
    LongAdder count = counts.get(kind);
    if (count == null) {
      throw new IllegalArgumentException("not a kind of request: " + kind);
    }
    count.increment();
  }

  Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((kind, count) -> all.put(kind, count.sum()));
    return all;
  }
}
