package dev.tunewatch.crawler.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The models of a recorded hub. A request reads all it needs at one moment, between two changes;
 * every method may be called from any thread while the hub is being served.
 */
public final class RecordedHub {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final HubIndex index = new HubIndex();

  private RecordedHub() {}

  /** A hub without models, to be filled by {@link #add}. */
  public static RecordedHub empty() {
    return new RecordedHub();
  }

  /**
   * Reads hub JSON lines, plain or gzip.
   *
   * @throws UnreadableRecordException if a line is no record, or repeats an id or {@code _id}; the
   *     message names file and line, and nothing is dropped silently
   */
  public static RecordedHub read(Path file) throws IOException, UnreadableRecordException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /** As {@link #read(Path)}, from a stream that the caller closes. */
  public static RecordedHub read(InputStream recording)
      throws IOException, UnreadableRecordException {
    return read(recording, "<stream>");
  }

  private static RecordedHub read(InputStream recording, String source)
      throws IOException, UnreadableRecordException {
    RecordLines lines = RecordLines.of(recording);
    RecordedHub hub = new RecordedHub();
    HubIndex index = hub.index;
    long line = 1;
    try {
      for (byte[] text = lines.next(); text != null; text = lines.next(), line++) {
        HubRecord record = RecordParser.parse(text);
        if (index.find(record.id()).isPresent()) {
          throw new UnreadableRecordException("a second record of " + record.id());
        }
        Optional<String> other = index.nameOf(record.objectId());
        if (other.isPresent()) {
          throw new UnreadableRecordException(record.id() + " has the _id of " + other.get());
        }
        index.add(record);
      }
    } catch (UnreadableRecordException e) {
      throw e.at(source, line);
    }
    return hub;
  }

  /**
   * The same hub as if its newest model had been created within the second before this time: all
   * times move by the same whole number of seconds, inside {@code _id} too. No model is modified
   * later than this time, although a recording may have seen changes long after the last creation.
   *
   * @throws IllegalArgumentException if a time would leave the range of an {@code _id}
   */
  public RecordedHub shiftedSoThatNewestIs(Instant time) {
    return read(
        now -> {
          RecordedHub shifted = new RecordedHub();
          Optional<Instant> newest =
              now.records().stream().map(HubRecord::createdAt).max(Comparator.naturalOrder());
          if (newest.isPresent()) {
            long millis = newest.get().until(time, ChronoUnit.MILLIS);
            Duration shift = Duration.ofSeconds(Math.floorDiv(millis, 1000L));
            now.records().forEach(record -> shifted.index.add(record.shifted(shift, time)));
            now.moves()
                .forEach((from, id) -> shifted.index.moved(from, HubTime.shifted(id, shift)));
          }
          return shifted;
        });
  }

  public int size() {
    return read(now -> now.records().size());
  }

  /** The model of exactly this name. */
  public Optional<HubRecord> find(String id) {
    return read(now -> now.find(id));
  }

  /** All models of the moment, private ones too. */
  public List<HubRecord> records() {
    return read(now -> List.copyOf(now.records()));
  }

  /**
   * Publishes a model.
   *
   * @throws IllegalArgumentException if its id or {@code _id} is taken
   */
  public void add(HubRecord record) {
    change(
        now -> {
          refuseTaken(now, record.id());
          now.add(record);
        });
  }

  /**
   * Changes a model; the given record stands for it whole.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public void replace(HubRecord record) {
    change(
        now -> {
          if (now.isTaken(record.objectId(), record.id())) {
            throw new IllegalArgumentException("there is a model of _id " + record.objectId());
          }
          now.remove(record.id());
          now.add(record);
        });
  }

  /**
   * Takes a model down.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public void remove(String id) {
    change(now -> now.remove(id));
  }

  /**
   * Renames or transfers a model: {@code _id} stays, and the old name redirects to whatever name
   * that {@code _id} has, for as long as nobody else takes the old name.
   *
   * @throws IllegalArgumentException if there is none of that id, or the new name is taken
   */
  public void move(String id, String newId) {
    change(
        now -> {
          refuseTaken(now, newId);
          HubRecord record = now.remove(id);
          now.add(record.renamed(newId));
          now.moved(id, record.objectId());
        });
  }

  /** Reads at one moment; what is returned must not lead back to the index. */
  <T> T read(Function<HubIndex, T> reading) {
    lock.readLock().lock();
    try {
      return reading.apply(index);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void change(Consumer<HubIndex> changing) {
    lock.writeLock().lock();
    try {
      changing.accept(index);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void refuseTaken(HubIndex now, String id) {
    if (now.find(id).isPresent()) {
      throw new IllegalArgumentException("there is a model " + id + " already");
    }
  }
}
