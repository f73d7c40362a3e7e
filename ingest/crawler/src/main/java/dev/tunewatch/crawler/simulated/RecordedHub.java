package dev.tunewatch.crawler.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The models of a recorded hub. Readers see one unchanging snapshot per request; changes replace
 * the snapshot, so that every method may be called from any thread while the hub is being served.
 */
public final class RecordedHub {

  private volatile HubSnapshot snapshot;

  private RecordedHub(HubSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** A hub without models, to be filled by {@link #add}. */
  public static RecordedHub empty() {
    return new RecordedHub(new HubSnapshot(Map.of(), Map.of()));
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
    Map<String, HubRecord> records = new LinkedHashMap<>();
    Map<String, String> objectIds = new LinkedHashMap<>();
    long line = 1;
    try {
      for (byte[] text = lines.next(); text != null; text = lines.next(), line++) {
        HubRecord record = RecordParser.parse(text);
        if (records.putIfAbsent(record.id(), record) != null) {
          throw new UnreadableRecordException("a second record of " + record.id());
        }
        String other = objectIds.putIfAbsent(record.objectId(), record.id());
        if (other != null) {
          throw new UnreadableRecordException(record.id() + " has the _id of " + other);
        }
      }
    } catch (UnreadableRecordException e) {
      throw e.at(source, line);
    }
    return new RecordedHub(new HubSnapshot(records, Map.of()));
  }

  /**
   * The same hub as if its newest model had been created within the second before this time: all
   * times move by the same whole number of seconds, inside {@code _id} too. No model is modified
   * later than this time, although a recording may have seen changes long after the last creation.
   *
   * @throws IllegalArgumentException if a time would leave the range of an {@code _id}
   */
  public RecordedHub shiftedSoThatNewestIs(Instant time) {
    HubSnapshot now = snapshot;
    Optional<Instant> newest =
        now.records().stream().map(HubRecord::createdAt).max(Comparator.naturalOrder());
    if (newest.isEmpty()) {
      return new RecordedHub(now);
    }
    Duration shift =
        Duration.ofSeconds(Math.floorDiv(newest.get().until(time, ChronoUnit.MILLIS), 1000L));
    Map<String, HubRecord> shifted = new LinkedHashMap<>();
    now.records().forEach(record -> shifted.put(record.id(), record.shifted(shift, time)));
    return new RecordedHub(new HubSnapshot(shifted, now.moves()));
  }

  public int size() {
    return snapshot.records().size();
  }

  /** The model of exactly this name. */
  public Optional<HubRecord> find(String id) {
    return snapshot.find(id);
  }

  /**
   * Publishes a model.
   *
   * @throws IllegalArgumentException if its id or {@code _id} is taken
   */
  public synchronized void add(HubRecord record) {
    HubSnapshot now = snapshot;
    if (now.find(record.id()).isPresent()) {
      throw new IllegalArgumentException("there is a model " + record.id() + " already");
    }
    snapshot = now.with(record);
  }

  /**
   * Changes a model; the given record stands for it whole.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public synchronized void replace(HubRecord record) {
    snapshot = snapshot.without(record.id()).with(record);
  }

  /**
   * Takes a model down.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public synchronized void remove(String id) {
    snapshot = snapshot.without(id);
  }

  /**
   * Renames or transfers a model: {@code _id} stays, and the old name redirects to the new one.
   *
   * @throws IllegalArgumentException if there is none of that id, or the new name is taken
   */
  public synchronized void move(String id, String newId) {
    HubSnapshot now = snapshot;
    HubRecord record =
        now.find(id).orElseThrow(() -> new IllegalArgumentException("there is no model " + id));
    if (now.find(newId).isPresent()) {
      throw new IllegalArgumentException("there is a model " + newId + " already");
    }
    snapshot = now.without(id).with(record.renamed(newId)).withMove(id, newId);
  }

  HubSnapshot snapshot() {
    return snapshot;
  }
}
