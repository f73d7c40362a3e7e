package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.KilledCrawler.Manner;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.crawler.simulated.fault.Faults;
import dev.tunewatch.crawler.simulated.fault.Spell;
import dev.tunewatch.crawler.simulated.world.Histories;
import dev.tunewatch.crawler.simulated.world.Histories.Expected;
import dev.tunewatch.crawler.simulated.world.World;
import dev.tunewatch.crawler.simulated.world.WorldEvent;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub on which releases are born, edited, renamed and taken down, that fails in every way that it
 * can, and a crawler that is killed again and again: after the last poll and one reconcile the
 * folded log is the world.
 */
class IngestOracleTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final int KILLED = 128 + 9;

  /** A transaction is open for some milliseconds; who has not seen one by then tries again. */
  private static final Duration MISSED = Duration.ofSeconds(20);

  /** Where the crawler is killed. */
  private enum CrashPoint {
    AFTER_FETCH_BEFORE_PUBLISH,
    INSIDE_THE_TRANSACTION,
    AFTER_PUBLISH_BEFORE_THE_NEXT_POLL,
    DURING_A_RECONCILE
  }

  @TempDir Path folder;

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final RecordedHub records = RecordedHub.empty();
  private final Map<CrashPoint, Integer> proven = new EnumMap<>(CrashPoint.class);
  private SimulatedHub hub;
  private Admin admin;
  private int pageSize;

  @Test
  void theFoldedLogIsTheWorldThoughEveryFaultStruckAndTheCrawlerWasKilled() throws Exception {
    oracle(600, 40, 1, 3);
  }

  @Test
  @Tag("long")
  void theFoldedLogIsTheWorldOfTwentyThousandReleases() throws Exception {
    oracle(20_000, 500, 5, 40);
  }

  /** Each fault strikes that often at most, each crash point is met that often at least. */
  private void oracle(int releases, int pageSize, int crashes, int strikes) throws Exception {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    this.pageSize = pageSize;
    Histories.History history = Histories.of(seed, releases, START, Duration.ofDays(10));
    World world = new World(records);
    List<WorldEvent> events = history.events();
    int done = apply(world, events, 0, events.size() / 4);
    int slice = events.size() / 2 / (crashes * CrashPoint.values().length + 1);

    try (SimulatedHub started =
            SimulatedHub.start(
                SimulatedHubConfig.defaults().withPageLimit(pageSize), records, Clock.systemUTC());
        Admin asked = Clients.admin(kafka)) {
      hub = started;
      admin = asked;
      crawl(false);
      done = apply(world, events, done, events.size() / 2);
      crawl(false);
      everyFault(hub.faults(), strikes);
      for (int round = 0; round < crashes; round++) {
        for (CrashPoint point : CrashPoint.values()) {
          int from = done;
          done = Math.min(events.size(), from + slice);
          crash(point, world, events.subList(from, done));
        }
      }
      apply(world, events, done, events.size());
      untilEveryFaultStruck();
      hub.faults().switchOff();
      crawl(true);

      assertThat(proven.keySet()).as("crash points met").containsExactly(CrashPoint.values());
      compare(history.expected());
      neverTwiceInARow();
    }
  }

  private static int apply(World world, List<WorldEvent> events, int from, int to) {
    events.subList(from, to).forEach(world::apply);
    return to;
  }

  private static void everyFault(Faults faults, int strikes) {
    for (String fault : Faults.names()) {
      String amount = fault.equals("slow") ? "400000" : fault.equals("429") ? "1" : "";
      faults.switchOn(new Spell(fault, 0.1, amount, Duration.ZERO, null, null, 1, strikes, ""));
    }
  }

  /** Runs the crawler while the world goes on, until it was killed at that very point. */
  private void crash(CrashPoint point, World world, List<WorldEvent> events) throws Exception {
    int applied = 0;
    int before = proven.getOrDefault(point, 0);
    for (int attempt = 0; attempt < 40 && proven.getOrDefault(point, 0) == before; attempt++) {
      int upTo = Math.min(events.size(), applied + Math.max(1, events.size() / 12));
      int from = applied;
      applied = upTo;
      long lists = lists();
      long committed = end(IsolationLevel.READ_COMMITTED);
      try (KilledCrawler crawler =
          KilledCrawler.start(
              new Manner(hub.address(), pageSize, false, point == CrashPoint.DURING_A_RECONCILE),
              kafka,
              folder)) {
        apply(world, events, from, upTo);
        long missed = System.nanoTime() + MISSED.toNanos();
        await(point + ", attempt " + attempt)
            .pollDelay(Duration.ZERO)
            .pollInterval(1, TimeUnit.MILLISECONDS)
            .atMost(PATIENCE)
            .until(
                () ->
                    isAt(point, lists, committed)
                        || !crawler.isAlive()
                        || (point == CrashPoint.INSIDE_THE_TRANSACTION
                            && System.nanoTime() > missed));
        assertThat(crawler.isAlive()).as(crawler.said()).isTrue();
        assertThat(crawler.kill()).isEqualTo(KILLED);
      }
      if (provenBy(point, committed)) {
        proven.merge(point, 1, Integer::sum);
      }
    }
    assertThat(proven.getOrDefault(point, 0)).as("killed %s", point).isGreaterThan(before);
    apply(world, events, applied, events.size());
  }

  private boolean isAt(CrashPoint point, long lists, long committed) throws Exception {
    switch (point) {
      case AFTER_FETCH_BEFORE_PUBLISH:
        return lists() > lists;
      case INSIDE_THE_TRANSACTION:
        return end(IsolationLevel.READ_UNCOMMITTED) > end(IsolationLevel.READ_COMMITTED);
      case AFTER_PUBLISH_BEFORE_THE_NEXT_POLL:
        return end(IsolationLevel.READ_COMMITTED) > committed;
      default:
        return lists() > lists + 4;
    }
  }

  /** What is left behind tells where it was. */
  private boolean provenBy(CrashPoint point, long committed) throws Exception {
    return switch (point) {
      case AFTER_FETCH_BEFORE_PUBLISH -> end(IsolationLevel.READ_COMMITTED) == committed;
      case INSIDE_THE_TRANSACTION ->
          end(IsolationLevel.READ_UNCOMMITTED) > end(IsolationLevel.READ_COMMITTED);
      case AFTER_PUBLISH_BEFORE_THE_NEXT_POLL -> end(IsolationLevel.READ_COMMITTED) > committed;
      case DURING_A_RECONCILE -> true;
    };
  }

  private long lists() {
    return hub.requestCounts().getOrDefault("list", 0L);
  }

  private long end(IsolationLevel isolation) throws Exception {
    Map<TopicPartition, OffsetSpec> all =
        IntStream.range(0, kafka.partitions())
            .mapToObj(p -> new TopicPartition(kafka.named(IngestTopics.RELEASES.name()), p))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin.listOffsets(all, new ListOffsetsOptions(isolation)).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** What chance has left out strikes now for certain, wherever it can. */
  private void untilEveryFaultStruck() throws Exception {
    unstruck().forEach(fault -> hub.faults().switchOn(Spell.of(fault).withTimes(1)));
    for (int run = 0; run < 20 && !unstruck().isEmpty(); run++) {
      long lists = lists();
      try (KilledCrawler crawler =
          KilledCrawler.start(new Manner(hub.address(), pageSize, false, true), kafka, folder)) {
        await()
            .atMost(PATIENCE)
            .until(() -> unstruck().isEmpty() || lists() > lists + 30 || !crawler.isAlive());
        crawler.kill();
      }
    }
    assertThat(unstruck()).as("faults that never struck: %s", hub.faults().counts()).isEmpty();
    System.out.println("faults " + hub.faults().counts() + ", crashes " + proven);
  }

  private List<String> unstruck() {
    return hub.faults().counts().entrySet().stream()
        .filter(fault -> fault.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void crawl(boolean reconcile) throws Exception {
    try (KilledCrawler crawler =
        KilledCrawler.start(new Manner(hub.address(), pageSize, true, reconcile), kafka, folder)) {
      assertThat(crawler.awaitEnd(PATIENCE)).as(crawler.said()).isZero();
    }
  }

  /** The fold of the README, as its reader would write it. */
  private void compare(Map<String, Expected> world) throws Exception {
    Map<String, byte[]> last = new HashMap<>();
    for (var record : Log.of(kafka, IngestTopics.RELEASES)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        last.remove(key);
      } else {
        last.put(key, record.value());
      }
    }
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> agreed = new TreeMap<>();
    for (Expected expected : world.values()) {
      String name = "huggingface:" + expected.name();
      ReleasePart listing = part(last.get(name + "#listing"));
      ReleasePart word = part(last.get(name + "#status"));
      boolean counts =
          word != null
              && listing != null
              && (word.hubId() == null || Objects.equals(word.hubId(), listing.hubId()));
      Status status = counts ? (Status) Objects.requireNonNull(word).body() : null;
      String said = status == null ? "available" : status.state().wireName();
      String difference = difference(expected, listing, said);
      if (difference == null) {
        agreed.merge(
            expected.state() + " " + (listing == null ? "unknown" : said), 1, Integer::sum);
      } else {
        wrong.add(expected.name() + " " + expected.state() + ": " + difference + trail(name));
      }
    }
    System.out.println("agreed " + agreed);
    assertThat(wrong).as("differences of %d names", world.size()).isEmpty();
    TreeSet<String> madeUp = new TreeSet<>();
    for (String key : last.keySet()) {
      if (key.endsWith("#listing")) {
        madeUp.add(key.substring("huggingface:".length(), key.length() - "#listing".length()));
      }
    }
    madeUp.removeAll(world.keySet());
    assertThat(madeUp).as("names that there never were").isEmpty();
  }

  /** All that the log ever said of a name, so that a difference can be explained. */
  private String trail(String name) {
    StringBuilder trail = new StringBuilder();
    for (var record : Log.of(kafka, IngestTopics.RELEASES)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (key.startsWith(name + "#")) {
        String source =
            new String(record.headers().lastHeader("ce_source").value(), StandardCharsets.UTF_8);
        String id =
            new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        String value =
            record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
        trail.append(
            String.format(
                "%n  %d %s %s %.8s %.300s",
                record.offset(), key.substring(key.indexOf('#')), source, id, value));
      }
    }
    return trail.toString();
  }

  private static @Nullable String difference(
      Expected expected, @Nullable ReleasePart part, String said) {
    switch (expected.state()) {
      case PRESENT:
        if (part == null) {
          return "not in the log";
        }
        Listing listing = (Listing) part.body();
        if (!said.equals("available")) {
          return "said to be " + said;
        }
        return Objects.equals(part.hubId(), expected.objectId())
                && Objects.equals(listing.revision(), expected.sha())
                && Objects.equals(listing.lastModified(), expected.lastModified())
                && new TreeSet<>(listing.tags()).equals(new TreeSet<>(expected.tags()))
                && expected.gated().contains(gating(listing))
            ? null
            : "another content: " + listing.revision() + " " + listing.gating() + listing.tags();
      case PRIVATE:
        // Nobody sees a private one; of whoever had the name before it may be known where it went.
        boolean former = part != null && !Objects.equals(part.hubId(), expected.objectId());
        return part == null
                || said.equals("removed")
                || said.equals("hidden")
                || (former && said.equals("renamed"))
            ? null
            : said;
      case REMOVED:
        return part == null || said.equals("removed") || said.equals("renamed") ? null : said;
      default:
        return part == null || said.equals("renamed") || said.equals("removed") ? null : said;
    }
  }

  private static String gating(Listing listing) {
    return listing.gating() == null || listing.gating() == Gating.NONE
        ? "false"
        : listing.gating().name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable ReleasePart part(byte @Nullable [] value) throws Exception {
    return value == null ? null : ReleasePartCodec.decode(value);
  }

  /** One state of a release is not published twice in a row by the live lane. */
  private void neverTwiceInARow() {
    Map<String, String> before = new HashMap<>();
    List<String> repeated = new ArrayList<>();
    for (var record : Log.of(kafka, IngestTopics.RELEASES)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      String source =
          new String(record.headers().lastHeader("ce_source").value(), StandardCharsets.UTF_8);
      String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
      if (key.endsWith("#listing") && source.endsWith("/live") && id.equals(before.put(key, id))) {
        repeated.add(repeated.size() < 3 ? key + trail(key.substring(0, key.indexOf('#'))) : key);
      }
    }
    assertThat(repeated).as("states that were published twice").isEmpty();
  }
}
