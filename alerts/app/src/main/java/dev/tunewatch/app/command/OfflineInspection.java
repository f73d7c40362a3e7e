package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.detect.graph.LocalFamilies;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Inspects recorded records line by line with the code that the stream runs. They are read twice:
 * first for the family graph among them, whatever their order, then for the inspections. Lines are
 * bounded, so a file without line ends does not fill the memory.
 */
final class OfflineInspection {

  /** The largest record; the hubs' largest real ones are below 1 MiB. */
  static final int MAX_LINE = 16 * 1024 * 1024;

  private static final ObjectWriter WRITER = EventJson.mapper().writerFor(Inspection.class);

  private final HubFormat format;
  private final Function<Release, Examination> inspector;
  private final BiConsumer<Release, Inspection> inspected;
  private final Clock clock;

  /**
   * Inspects records of one hub.
   *
   * @param inspected is told each inspection
   */
  OfflineInspection(
      HubFormat format,
      Function<Release, Examination> inspector,
      BiConsumer<Release, Inspection> inspected,
      Clock clock) {
    this.format = format;
    this.inspector = inspector;
    this.inspected = inspected;
    this.clock = clock;
  }

  /** Records that can be read again from the start. */
  interface Source {
    /** Opens them at the start. */
    InputStream open() throws IOException;
  }

  /** Takes finished lines. */
  interface Sink {
    /** One line of output, without its line end. */
    void line(byte[] json) throws IOException;
  }

  private interface Reading {
    void release(Release release) throws IOException;
  }

  private interface Refusing {
    void line(long number, String reason) throws IOException;
  }

  /**
   * Inspects all lines; blank ones are passed over.
   *
   * @return how many lines were no record
   */
  long run(Source source, Sink sink) throws IOException {
    Instant observedAt = clock.instant();
    LocalFamilies families = new LocalFamilies();
    read(
        source,
        observedAt,
        release -> families.release(release.name().key(), inspector.apply(release).own()),
        (number, reason) -> {});
    return read(
        source,
        observedAt,
        release -> {
          Inspection inspection =
              inspector.apply(release).among(families.family(release.name().key())).inspection();
          inspected.accept(release, inspection);
          sink.line(WRITER.writeValueAsBytes(inspection));
        },
        (number, reason) -> sink.line(error(number, reason)));
  }

  private long read(Source source, Instant observedAt, Reading reading, Refusing refusing)
      throws IOException {
    long errors = 0;
    try (InputStream in = source.open()) {
      BoundedLines lines = new BoundedLines(in, MAX_LINE);
      while (lines.next()) {
        if (lines.tooLong()) {
          refusing.line(lines.number(), "line longer than " + MAX_LINE + " bytes");
          errors++;
        } else if (!isBlank(lines.bytes())) {
          try {
            reading.release(Release.merge(format.read(lines.bytes(), observedAt)));
          } catch (MalformedRecord e) {
            refusing.line(lines.number(), String.valueOf(e.getMessage()));
            errors++;
          }
        }
      }
    }
    return errors;
  }

  private static byte[] error(long line, String reason) throws IOException {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("line", line);
    json.put("error", reason);
    return EventJson.mapper().writeValueAsBytes(json);
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
