package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.recheck.Revisits;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.crawler.simulated.fault.Spell;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README says of the folded log holds after the last poll and one walk. */
class ReconcileTest {

  private static final Instant BORN = Instant.parse("2026-01-05T00:00:00Z");

  private final KafkaSettings kafka = SharedKafka.freshTopics();
  private final RecordedHub records = RecordedHub.empty();

  /** The oracle: name to model; a model is its identity and its tag. */
  private final Map<String, Model> world = new TreeMap<>();

  private SimulatedHub hub;
  private int born;

  private record Model(int id, String tag, int modified) {}

  /** What the log says of a name at the end. */
  private record Folded(String hubId, List<String> tags, Status status) {}

  @BeforeEach
  void start() {
    hub =
        SimulatedHub.start(
            SimulatedHubConfig.defaults().withPageLimit(7), records, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void theFoldedLogIsTheWorldAfterTheLastPollAndOneWalk() throws Exception {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 30; i++) {
      birth("o/m" + i);
    }
    run();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 40; i++) {
        change(random);
      }
      run();
    }

    Map<String, Folded> folded = folded();
    assertThat(folded.keySet()).containsAll(world.keySet());
    folded.forEach((name, release) -> check(name, release, folded));
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS)).isEmpty();
    identities().values().forEach(identity -> assertThat(identity.formerNames()).isNotEmpty());
  }

  @Test
  void aSecondWalkPublishesNothingAndOneCanBeAskedFor() throws Exception {
    for (int i = 0; i < 20; i++) {
      birth("o/m" + i);
    }
    try (Crawler crawler = crawler(false, false)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      records.remove("o/m3");
      records.move("o/m4", "p/m4");
      ReconcileSummary first = crawler.reconcile().get(60, TimeUnit.SECONDS);
      assertThat(first.whole()).isTrue();
      assertThat(first.listed()).isEqualTo(19);
      assertThat(first.removed()).isOne();
      assertThat(first.renamed()).isOne();
      assertThat(first.known()).isEqualTo(21);

      ReconcileSummary second = crawler.reconcile().get(60, TimeUnit.SECONDS);
      assertThat(second.published()).isZero();
    }
  }

  @Test
  void aTakenNameWhoseFormerHolderLivesElsewhereLeavesAnIdentity() throws Exception {
    birth("o/a");
    run();
    records.move("o/a", "p/b");
    birth("o/a");
    run();

    Map<String, Folded> folded = folded();
    assertThat(folded.get("o/a").hubId()).isEqualTo(objectId(2));
    assertThat(folded.get("o/a").status()).isNull();
    assertThat(folded.get("p/b").hubId()).isEqualTo(objectId(1));
    assertThat(identities().get(objectId(1)).name()).isEqualTo("p/b");
    assertThat(identities().get(objectId(1)).formerNames()).containsExactly("o/a");
  }

  @Test
  void aReleaseWhoseOldNameLeadsToAnotherIsFoundByItsIdentity() throws Exception {
    birth("o/a");
    birth("o/b");
    run();
    // Between two polls a name is left, taken, and left again: its page redirects to the second.
    records.move("o/a", "p/a");
    records.move("o/b", "o/a");
    records.move("o/a", "p/b");
    run();

    Map<String, Folded> folded = folded();
    assertThat(folded.get("o/a").hubId()).isEqualTo(objectId(1));
    assertThat(folded.get("o/a").status()).isNotNull();
    assertThat(folded.get("o/a").status().state()).isEqualTo(Status.State.RENAMED);
    assertThat(folded.get("o/a").status().movedTo()).isEqualTo("p/a");
    assertThat(identities().get(objectId(1)).name()).isEqualTo("p/a");
    assertThat(identities().get(objectId(2)).name()).isEqualTo("p/b");
    int said = Log.of(kafka, IngestTopics.RELEASES).size();

    run();
    assertThat(Log.of(kafka, IngestTopics.RELEASES)).as("said once").hasSize(said);
  }

  @Test
  void whatAWalkCannotReadIsKeptWithItsReason() throws Exception {
    for (int i = 0; i < 10; i++) {
      birth("o/m" + i);
    }
    try (Crawler crawler = crawler(false, false)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
      hub.faults().switchOn(Spell.of("wrong-types").withTimes(1));
      ReconcileSummary walk = crawler.reconcile().get(60, TimeUnit.SECONDS);
      assertThat(walk.whole()).isTrue();
      assertThat(walk.removed()).as("its page shows that it is there").isZero();
      assertThat(crawler.summary().deadLetters()).isPositive();
    }
    assertThat(hub.faults().counts()).containsEntry("wrong-types", 1L);
    assertThat(Log.of(kafka, IngestTopics.DEAD_LETTERS))
        .isNotEmpty()
        .allSatisfy(
            record -> {
              DeadLetter letter = DeadLetter.of(record.headers(), record.key(), record.value());
              assertThat(letter.stage()).isEqualTo("ingest.reconcile");
              assertThat(letter.reason()).isEqualTo("malformed");
              assertThat(letter.position()).contains("/api/models");
              assertThat(letter.value()).isNotEmpty();
            });
  }

  @Test
  void theStatusOfATakenNameIsThatOfItsLastHolder() throws Exception {
    birth("o/a");
    run();
    records.move("o/a", "p/b");
    birth("o/a");
    try (Crawler crawler = crawler(true, false)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
    }
    records.remove("o/a");
    run();

    Folded taken = folded().get("o/a");
    assertThat(taken.hubId()).isEqualTo(objectId(2));
    assertThat(taken.status()).isNotNull();
    assertThat(taken.status().state()).isEqualTo(Status.State.REMOVED);
    assertThat(identities().get(objectId(1)).name()).isEqualTo("p/b");
  }

  private void check(String name, Folded release, Map<String, Folded> folded) {
    Model model = world.get(name);
    if (model != null) {
      assertThat(release.hubId()).as(name).isEqualTo(objectId(model.id()));
      assertThat(release.tags()).as(name).contains(model.tag());
      assertThat(release.status() == null || release.status().state() == Status.State.AVAILABLE)
          .as("%s is there, the log says %s", name, release.status())
          .isTrue();
      return;
    }
    assertThat(release.status()).as(name).isNotNull();
    Folded at = release;
    for (int hops = 0; at.status() != null && at.status().movedTo() != null; hops++) {
      assertThat(hops).as("a chain of renames ends").isLessThan(50);
      Folded next = folded.get(at.status().movedTo());
      if (next == null || !next.hubId().equals(at.hubId())) {
        break; // the new name was taken over since; the identity row tells further
      }
      at = next;
    }
    boolean lives =
        world.values().stream().anyMatch(each -> objectId(each.id()).equals(release.hubId()));
    assertThat(release.status().state())
        .as("%s of %s", name, release.hubId())
        .isIn(
            lives
                ? List.of(Status.State.RENAMED)
                : List.of(Status.State.REMOVED, Status.State.RENAMED));
  }

  private void change(SplittableRandom random) throws Exception {
    List<String> names = List.copyOf(world.keySet());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> birth("o/m" + random.nextInt(60));
      case 1 -> {
        Model old = world.get(name);
        // A change of the tags alone need not change the time of the last change.
        Model now =
            new Model(old.id(), "t" + random.nextInt(9), old.modified() + random.nextInt(2));
        world.put(name, now);
        records.replace(record(name, now));
      }
      case 2 -> {
        String to = "p/m" + random.nextInt(60);
        if (!world.containsKey(to)) {
          world.put(to, world.remove(name));
          records.move(name, to);
        }
      }
      case 3 -> {
        world.remove(name);
        records.remove(name);
      }
      default -> {
        world.remove(name);
        records.remove(name);
        birth(name);
      }
    }
  }

  private void birth(String name) throws Exception {
    if (records.find(name).isEmpty()) {
      Model model = new Model(++born, "born", 0);
      world.put(name, model);
      records.add(record(name, model));
    }
  }

  private void run() throws Exception {
    try (Crawler crawler = crawler(true, true)) {
      crawler.start();
      crawler.caughtUp().get(60, TimeUnit.SECONDS);
    }
  }

  private Crawler crawler(boolean once, boolean reconcile) {
    return new Crawler(
        CrawlerConfig.of("huggingface", hub.address())
            .withSince(Since.parse("all"))
            .withPageSize(7)
            .withPollInterval(Duration.ofMinutes(10))
            .withRevisits(Revisits.DEFAULT.withReconcileAtStart(reconcile))
            .withOnce(once),
        kafka,
        new CollectorRegistry(),
        Clock.systemUTC());
  }

  private Map<String, Folded> folded() throws MalformedEvent {
    Map<String, byte[]> last = last();
    Map<String, Folded> folded = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : last.entrySet()) {
      if (entry.getKey().endsWith("#listing") && !Identity.isKey(entry.getKey())) {
        ReleasePart listing = ReleasePartCodec.decode(entry.getValue());
        byte[] word = last.get(listing.release().key() + "#status");
        ReleasePart status = word == null ? null : ReleasePartCodec.decode(word);
        boolean counts =
            status != null && (status.hubId() == null || status.hubId().equals(listing.hubId()));
        folded.put(
            listing.release().id(),
            new Folded(
                String.valueOf(listing.hubId()),
                ((Listing) listing.body()).tags(),
                counts ? (Status) status.body() : null));
      }
    }
    return folded;
  }

  private Map<String, Identity> identities() throws MalformedEvent {
    Map<String, Identity> identities = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : last().entrySet()) {
      if (Identity.isKey(entry.getKey())) {
        Identity identity = IdentityCodec.decode(entry.getValue());
        identities.put(identity.hubId(), identity);
      }
    }
    return identities;
  }

  private Map<String, byte[]> last() {
    Map<String, byte[]> last = new LinkedHashMap<>();
    Log.of(kafka, IngestTopics.RELEASES)
        .forEach(
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (record.value() == null) {
                last.remove(key);
              } else {
                last.put(key, record.value());
              }
            });
    return last;
  }

  private static String objectId(int n) {
    return String.format("%08x%016x", BORN.plusSeconds(n).getEpochSecond(), n);
  }

  private static HubRecord record(String id, Model model) throws Exception {
    return HubRecord.parse(
        "{\"id\":\""
            + id
            + "\",\"_id\":\""
            + objectId(model.id())
            + "\",\"createdAt\":\""
            + BORN.plusSeconds(model.id())
            + "\",\"lastModified\":\""
            + BORN.plusSeconds(1_000L + model.modified())
            + "\",\"tags\":[\""
            + model.tag()
            + "\"]}");
  }
}
