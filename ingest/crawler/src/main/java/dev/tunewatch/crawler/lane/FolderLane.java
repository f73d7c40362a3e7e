package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.FolderCheckpoint;
import dev.tunewatch.crawler.checkpoint.FolderCheckpoint.Place;
import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.folder.FolderReading;
import dev.tunewatch.crawler.folder.FolderReading.Stretch;
import dev.tunewatch.crawler.folder.RecordFile;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.events.PartKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes recorded hub records out of a folder, each line once: lines and the place behind them
 * are one transaction, and a file that grows is read on where it was left.
 */
public final class FolderLane implements Lane {

  /** The lane's name; its hub is {@code folder}, whosever records it reads. */
  public static final String NAME = "files";

  /** The hub under which the lane is known. */
  public static final String HUB = "folder";

  private static final Logger LOG = LoggerFactory.getLogger(FolderLane.class);
  private static final String KEY = HUB + "/" + NAME;

  /** A file that nobody wrote for so long is whole, also without a last line end. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  private final FolderSettings settings;
  private final RecordedLines lines;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private final Waiter waiter;
  private final Runnable caughtUp;
  private final Map<String, RecordFile> done = new HashMap<>();
  private FolderCheckpoint state = FolderCheckpoint.fresh();

  /**
   * What is read and how often.
   *
   * @param folder with the files
   * @param pollInterval between two looks
   * @param once whether the lane ends when it has read all that is there
   */
  public record FolderSettings(Path folder, Duration pollInterval, boolean once) {}

  /** Wires the lane. */
  public FolderLane(
      FolderSettings settings,
      RecordedLines lines,
      Checkpoints checkpoints,
      Publication publication,
      LaneMetrics metrics,
      RunCounts counts,
      Clock clock,
      Waiter waiter,
      Runnable caughtUp) {
    this.settings = settings;
    this.lines = lines;
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.metrics = metrics;
    this.counts = counts;
    this.clock = clock;
    this.waiter = waiter;
    this.caughtUp = caughtUp;
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    try (publication) {
      publication.open();
      done.clear();
      state =
          checkpoints.read(KEY).map(FolderCheckpoint::decode).orElseGet(FolderCheckpoint::fresh);
      do {
        poll(progress);
        metrics.fresh(clock.instant());
        progress.working("last look at " + clock.instant());
        caughtUp.run();
        if (settings.once()) {
          return;
        }
        waiter.await(settings.pollInterval());
      } while (true);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the folder cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private void poll(Progress progress) throws IOException, InterruptedException {
    boolean committed = false;
    for (RecordFile file : RecordFile.in(settings.folder())) {
      if (!file.equals(done.get(file.name()))) {
        committed |= read(file, progress);
      }
    }
    if (!committed) {
      publication.commit(new Batch(List.of(), List.of(), Map.of(), coverage()));
    }
  }

  private boolean read(RecordFile file, Progress progress)
      throws IOException, InterruptedException {
    boolean quiet = file.changed().plus(QUIET).isBefore(clock.instant());
    boolean committed = false;
    Place place = state.files().getOrDefault(file.name(), Place.START);
    try (FolderReading reading = new FolderReading(file, settings.once() || quiet)) {
      if (!reading.seek(place)) {
        LOG.atWarn()
            .addKeyValue("hub", HUB)
            .addKeyValue("lane", NAME)
            .addKeyValue("outcome", "replaced")
            .log("{} is another file than before and is read from its beginning", file.name());
        place = Place.START;
      }
      while (!reading.hasEnded()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Stretch stretch = reading.next();
        if (!stretch.after().equals(place)) {
          commit(file, stretch);
          progress.working("reading " + file.name());
          committed = true;
        }
        place = stretch.after();
      }
    }
    if (quiet || settings.once()) {
      done.put(file.name(), file);
    }
    return committed;
  }

  private void commit(RecordFile file, Stretch stretch) {
    Instant now = clock.instant();
    RecordedLines.Taken taken = lines.take(file, stretch, now);
    Map<String, Place> files = new TreeMap<>(state.files());
    files.put(file.name(), stretch.after());
    FolderCheckpoint next =
        new FolderCheckpoint(
            FolderCheckpoint.VERSION,
            files,
            state.listed() + stretch.lines().size(),
            state.published() + taken.parts().size(),
            state.refused() + taken.letters().size());
    FolderCheckpoint before = state;
    state = next;
    try {
      publication.commit(
          new Batch(taken.parts(), taken.letters(), Map.of(KEY, next.encode()), coverage())
              .withEscalations(taken.escalations()));
    } catch (RuntimeException failed) {
      state = before;
      throw failed;
    }
    metrics.listed(stretch.lines().size());
    taken.parts().forEach(part -> metrics.published(part.kind()));
    taken.letters().forEach(letter -> metrics.deadLetter(letter.reason()));
    long releases = taken.parts().stream().filter(p -> p.kind() == PartKind.LISTING).count();
    counts.listed(stretch.lines().size(), releases);
    counts.deadLetters(taken.letters().size());
  }

  private byte[] coverage() {
    return new Coverage(
            Coverage.VERSION,
            HUB,
            NAME,
            state.listed(),
            state.published(),
            state.refused(),
            List.of(),
            clock.instant())
        .encode();
  }
}
