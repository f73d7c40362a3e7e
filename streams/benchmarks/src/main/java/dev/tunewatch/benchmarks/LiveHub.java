package dev.tunewatch.benchmarks;

import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Releases at the pace of live, the first of them to warm up with and not counted, since what is
 * live has run for long: every tenth declares a removal, and twice a second the first of a family
 * of four generations, known for long, becomes flagged. Each release and each generation is a
 * cluster of its own, so an arrival names what it belongs to.
 */
final class LiveHub {

  private static final int FAMILIES_A_SECOND = 2;
  private static final int GENERATIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A service that has just started is measured by its compiler; a short run warms up for less. */
  private static final int LONGEST_WARM_UP = 30;

  private final Installation installation;
  private final Plan plan;
  private final Cards cards;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Map<String, Long> arrived = new ConcurrentHashMap<>();

  LiveHub(Installation installation, Plan plan, Cards cards) {
    this.installation = installation;
    this.plan = plan;
    this.cards = cards;
  }

  /** Runs for as long as the plan says, over a topology that is caught up. */
  Report.Latency run(Pipeline pipeline, Arrivals.Opening opening) throws IOException {
    int seconds = (int) plan.latencyFor().toSeconds();
    int warmUp = Math.min(LONGEST_WARM_UP, (seconds + 1) / 2);
    int families = (warmUp + seconds) * FAMILIES_A_SECOND;
    List<ReleasePart> known = new ArrayList<>();
    for (int family = 0; family < families; family++) {
      for (int generation = 0; generation <= GENERATIONS; generation++) {
        known.addAll(parts(member(family, generation), parent(family, generation), false, 0));
      }
    }
    installation.publish(known);
    pipeline.catchUp();
    try (Arrivals arrivals =
            opening.open(installation.kafka(), (cluster, at) -> arrived.putIfAbsent(cluster, at));
        KafkaProducer<byte[], byte[]> producer = installation.producer()) {
      live(producer, warmUp, seconds);
      List<Report.Spread> hops = new ArrayList<>();
      for (int generation = 1; generation <= GENERATIONS; generation++) {
        hops.add(spread("g" + generation + "-"));
      }
      return new Report.Latency(arrivals.target(), warmUp, spread("own-"), hops);
    }
  }

  private void live(KafkaProducer<byte[], byte[]> producer, int warmUp, int seconds) {
    long began = System.nanoTime();
    int uncounted = warmUp * Plan.PACE;
    int releases = uncounted + seconds * Plan.PACE;
    for (int i = 0; i < releases; i++) {
      long due = began + i * 1_000_000_000L / Plan.PACE;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      boolean removal = i % 10 == 0;
      String id = "live-maker/" + (removal ? "own-" : "plain-") + i + "-8b";
      boolean counts = i >= uncounted;
      send(
          producer,
          parts(id, null, removal, 1),
          removal && counts ? List.of(cluster(id)) : List.of());
      if (i % (Plan.PACE / FAMILIES_A_SECOND) == 0) {
        int family = i / (Plan.PACE / FAMILIES_A_SECOND);
        List<String> generations = new ArrayList<>();
        for (int generation = 1; generation <= GENERATIONS; generation++) {
          generations.add(cluster(member(family, generation)));
        }
        send(producer, parts(member(family, 0), null, true, 2), counts ? generations : List.of());
      }
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    Waiting.until(() -> arrived.keySet().containsAll(sent.keySet()) || System.nanoTime() > end);
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, List<ReleasePart> parts, List<String> clusters) {
    long now = System.nanoTime();
    clusters.forEach(cluster -> sent.put(cluster, now));
    parts.forEach(part -> installation.send(producer, part, ReleasePartCodec.encode(part)));
    producer.flush();
  }

  private Report.Spread spread(String kind) {
    List<Double> millis = new ArrayList<>();
    int missing = 0;
    for (Map.Entry<String, Long> each : sent.entrySet()) {
      if (each.getKey().contains("/" + kind)) {
        Long at = arrived.get(each.getKey());
        if (at == null) {
          missing++;
        } else {
          millis.add((at - each.getValue()) / 1e6);
        }
      }
    }
    return Report.Spread.of(millis, missing);
  }

  /** So many more children of a parent, plain ones. */
  List<ReleasePart> children(String parent, String name, int count) {
    List<ReleasePart> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = parent.substring(0, parent.indexOf('/')) + "-fan/" + name + i + "-8b";
      children.addAll(parts(id, parent, false, 0));
    }
    return children;
  }

  private static String member(int family, int generation) {
    return "family-maker/g" + generation + "-" + family + "-8b";
  }

  private static @Nullable String parent(int family, int generation) {
    return generation == 0 ? null : member(family, generation - 1);
  }

  private static String cluster(String id) {
    return "huggingface:" + id;
  }

  private List<ReleasePart> parts(String id, @Nullable String parent, boolean removal, int minute) {
    var json = EventJson.mapper().createObjectNode();
    Instant born = Instant.parse("2026-06-01T00:00:00Z");
    json.put("_id", "%024x".formatted(id.hashCode() & 0xFFFFFFFFL)).put("id", id);
    json.put("createdAt", born.toString()).put("lastModified", born.toString());
    json.put("downloads", 10).put("likes", 1).put("gated", false);
    json.put("pipeline_tag", "text-generation").put("library_name", "transformers");
    var tags = json.putArray("tags").add("transformers").add("text-generation");
    if (removal) {
      tags.add("abliterated");
    }
    if (parent != null) {
      tags.add("base_model:" + parent).add("base_model:adapter:" + parent);
    }
    json.putObject("_files").put("README.md", cards.of(id.hashCode() & 0x7FFFFFFF));
    try {
      return HubFormats.find("huggingface")
          .orElseThrow()
          .read(EventJson.mapper().writeValueAsBytes(json), born.plus(Duration.ofMinutes(minute)));
    } catch (MalformedRecord | com.fasterxml.jackson.core.JsonProcessingException ourOwn) {
      throw new IllegalStateException(ourOwn);
    }
  }
}
