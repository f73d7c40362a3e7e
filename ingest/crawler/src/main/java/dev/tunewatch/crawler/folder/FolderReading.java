package dev.tunewatch.crawler.folder;

import dev.tunewatch.crawler.checkpoint.FolderCheckpoint.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one file from where it was left, a bounded stretch at a time. */
public final class FolderReading implements AutoCloseable {

  private static final int MOST_LINES = 500;
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final RecordFile file;
  private final boolean complete;
  private @Nullable RecordLines lines;
  private String closedBecause = "not opened";
  private boolean ended;

  /**
   * Prepares to read a file.
   *
   * @param complete whether a last line without an end counts; otherwise it is left until it has
   *     one
   */
  public FolderReading(RecordFile file, boolean complete) {
    this.file = file;
    this.complete = complete;
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes without its end; of a line that is too long, its beginning
   * @param tooLong whether it is
   */
  public record Line(long number, byte[] bytes, boolean tooLong) {}

  /**
   * Some lines.
   *
   * @param lines without the blank ones
   * @param after where the file stands behind them
   * @param problem why the file cannot be read further, or null
   */
  public record Stretch(List<Line> lines, Place after, @Nullable String problem) {}

  /**
   * Goes to a place; whether it is still there. A file that was replaced or cut is another file and
   * is read from its beginning.
   */
  public boolean seek(Place place) throws IOException {
    close();
    ended = false;
    RecordLines opened = open();
    if (opened == null) {
      return place.line() == 0;
    }
    try {
      while (opened.number() < place.line()) {
        if (!opened.next()) {
          break;
        }
      }
    } catch (IOException broken) {
      // The place cannot be told; what is broken shows again when it is read.
      return restart();
    }
    boolean same = opened.number() == place.line() && opened.digest().equals(place.digest());
    return same || restart();
  }

  /** Whether there is nothing more. */
  public boolean hasEnded() {
    return ended;
  }

  /** Reads on. */
  public Stretch next() {
    RecordLines open = lines;
    if (open == null) {
      ended = true;
      return new Stretch(List.of(), Place.START.asBroken(), "cannot be read: " + closedBecause);
    }
    List<Line> read = new ArrayList<>();
    Place after = new Place(open.number(), open.digest(), false);
    long bytes = 0;
    while (read.size() < MOST_LINES && bytes < MOST_BYTES) {
      try {
        if (!open.next()) {
          ended = true;
          return new Stretch(read, after, null);
        }
      } catch (IOException broken) {
        ended = true;
        String problem = "cannot be read further: " + broken.getClass().getSimpleName();
        return new Stretch(read, after.asBroken(), problem);
      }
      if (!open.isTerminated() && !complete) {
        ended = true;
        return new Stretch(read, after, null);
      }
      after = new Place(open.number(), open.digest(), false);
      if (open.isTooLong() || !open.isBlank()) {
        byte[] line = open.bytes();
        bytes += line.length;
        read.add(new Line(open.number(), line, open.isTooLong()));
      }
    }
    return new Stretch(read, after, null);
  }

  @Override
  public void close() throws IOException {
    RecordLines open = lines;
    lines = null;
    if (open != null) {
      open.close();
    }
  }

  private boolean restart() throws IOException {
    close();
    open();
    return false;
  }

  private @Nullable RecordLines open() {
    try {
      lines = file.open();
    } catch (IOException broken) {
      closedBecause = broken.getClass().getSimpleName();
    }
    return lines;
  }
}
