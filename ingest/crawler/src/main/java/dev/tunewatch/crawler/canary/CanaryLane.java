package dev.tunewatch.crawler.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.lane.Lane;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Fenced;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes a canary whenever one is due. Several processes may run this: the checkpoint says when
 * the last one flew, whoever's it was, and the publication is taken over for the moment of
 * publishing only.
 */
final class CanaryLane implements Lane {

  static final String KEY = Canaries.HUB + "/" + Canaries.HUB;

  /** How long another process's canary may go unnoticed. */
  private static final Duration LOOK = Duration.ofMinutes(10);

  private final CanaryConfig config;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final CanaryMetrics metrics;
  private final Clock clock;
  private final Waiter waiter;
  private final Instant startedAt;

  CanaryLane(
      CanaryConfig config,
      Checkpoints checkpoints,
      Publication publication,
      CanaryMetrics metrics,
      Clock clock,
      Waiter waiter) {
    this.config = config;
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.metrics = metrics;
    this.clock = clock;
    this.waiter = waiter;
    this.startedAt = clock.instant();
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    while (true) {
      Instant due = due(read());
      progress.working("the next one is due at " + due);
      Duration wait = Duration.between(clock.instant(), due);
      if (wait.isNegative() || wait.isZero()) {
        publish();
      } else {
        waiter.await(wait.compareTo(LOOK) < 0 ? wait : LOOK);
      }
    }
  }

  private Optional<CanaryCheckpoint> read() throws InterruptedException {
    Optional<CanaryCheckpoint> last = checkpoints.read(KEY).map(CanaryCheckpoint::decode);
    last.ifPresent(canary -> metrics.published(canary.publishedAt()));
    return last;
  }

  private Instant due(Optional<CanaryCheckpoint> last) {
    Instant earliest = startedAt.plus(config.first());
    return last.map(canary -> canary.publishedAt().plus(config.every()))
        .filter(next -> next.isAfter(earliest))
        .orElse(earliest);
  }

  private void publish() throws InterruptedException {
    try (publication) {
      publication.open();
      Optional<CanaryCheckpoint> last = read();
      Instant now = clock.instant();
      if (due(last).isAfter(now)) {
        return; // Another process was faster.
      }
      CanaryCheckpoint canary = next(last, now);
      publication.commit(batch(last, canary));
      metrics.published(now);
    } catch (Fenced another) {
      // It published, or is about to; the checkpoint will say so.
      waiter.await(Duration.ofSeconds(1));
    }
  }

  private static CanaryCheckpoint next(Optional<CanaryCheckpoint> last, Instant now) {
    // A name that the detectors know, and a new one each time, so that nothing is "as before".
    String id = "tunewatch/Canary-" + now.toEpochMilli() + "-abliterated";
    return new CanaryCheckpoint(
        now,
        new ReleaseName(Canaries.HUB, id),
        last.map(CanaryCheckpoint::published).orElse(0L) + 1);
  }

  private Batch batch(Optional<CanaryCheckpoint> last, CanaryCheckpoint canary) {
    List<Publishable> parts = new ArrayList<>();
    parts.add(Publishable.observed(listing(canary), canary.publishedAt().toString()));
    last.filter(before -> !before.release().equals(canary.release()))
        .ifPresent(
            before ->
                parts.add(
                    new Publishable(
                        before.release(),
                        PartKind.LISTING,
                        null,
                        canary.publishedAt(),
                        "gone at " + canary.publishedAt(),
                        null)));
    return new Batch(parts, List.of(), Map.of(KEY, canary.encode()), ledger(canary));
  }

  private static ReleasePart listing(CanaryCheckpoint canary) {
    Instant now = canary.publishedAt();
    return new ReleasePart(
        canary.release(),
        null,
        now,
        Observation.FIRST_SEEN,
        new Provenance(Canaries.HUB, "canary", null),
        new Listing(
            "https://canary.invalid/" + canary.release().id(),
            now,
            now,
            null,
            canary.release().owner(),
            List.of("abliterated"),
            List.of(),
            "text-generation",
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of("createdAt")));
  }

  private byte[] ledger(CanaryCheckpoint canary) {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("v", 1).put("hub", Canaries.HUB).put("lane", Canaries.HUB);
    json.put("listed", canary.published()).put("published", canary.published());
    json.put("deadLetters", 0).putArray("gaps");
    json.put("at", canary.publishedAt().toString());
    json.put("intervalSeconds", config.every().toSeconds());
    return CanaryCheckpoint.bytes(json);
  }
}
