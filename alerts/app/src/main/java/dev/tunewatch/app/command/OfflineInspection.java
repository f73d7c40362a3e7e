package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Release;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/**
 * Inspects recorded records line by line with the code that the stream runs. Lines are bounded, so
 * a file without line ends does not fill the memory.
 */
final class OfflineInspection {

  /** The largest record; the hubs' largest real ones are below 1 MiB. */
  static final int MAX_LINE = 16 * 1024 * 1024;

  private static final ObjectWriter WRITER = EventJson.mapper().writerFor(Inspection.class);

  private final HubFormat format;
  private final Function<Release, Inspection> inspector;
  private final Clock clock;

  OfflineInspection(HubFormat format, Function<Release, Inspection> inspector, Clock clock) {
    this.format = format;
    this.inspector = inspector;
    this.clock = clock;
  }

  /** Takes finished lines. */
  interface Sink {
    /** One line of output, without its line end. */
    void line(byte[] json) throws IOException;
  }

  /**
   * Inspects all lines; blank ones are passed over.
   *
   * @return how many lines were no record
   */
  long run(InputStream in, Sink sink) throws IOException {
    Instant observedAt = clock.instant();
    BoundedLines lines = new BoundedLines(in, MAX_LINE);
    long errors = 0;
    while (lines.next()) {
      if (lines.tooLong()) {
        sink.line(error(lines.number(), "line longer than " + MAX_LINE + " bytes"));
        errors++;
      } else if (!isBlank(lines.bytes())) {
        try {
          sink.line(inspect(lines.bytes(), observedAt));
        } catch (MalformedRecord e) {
          sink.line(error(lines.number(), String.valueOf(e.getMessage())));
          errors++;
        }
      }
    }
    return errors;
  }

  private byte[] inspect(byte[] line, Instant observedAt) throws IOException, MalformedRecord {
    Release release = Release.merge(format.read(line, observedAt));
    return WRITER.writeValueAsBytes(inspector.apply(release));
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
