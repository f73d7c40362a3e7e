package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.folder.FolderReading.Line;
import dev.tunewatch.crawler.folder.FolderReading.Stretch;
import dev.tunewatch.crawler.folder.RecordFile;
import dev.tunewatch.crawler.hub.EscalatedRecord;
import dev.tunewatch.crawler.hub.Excerpt;
import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of recorded lines, read by the adapters that also read live. */
public final class RecordedLines {

  private static final String STAGE = "ingest." + FolderLane.NAME;

  private final Redaction redaction;

  /** Reads with that key for what must not be named. */
  public RecordedLines(Redaction redaction) {
    this.redaction = redaction;
  }

  /** What a stretch of lines gives. */
  record Taken(List<Publishable> parts, List<Escalation> escalations, List<DeadLetter> letters) {}

  Taken take(RecordFile file, Stretch stretch, Instant now) {
    Hub hub = Hubs.find(file.hub()).orElseThrow().with(redaction);
    Taken taken = new Taken(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Line line : stretch.lines()) {
      try {
        if (line.tooLong()) {
          throw new MalformedRecord("the line is too long");
        }
        for (ReleasePart part : hub.format().read(line.bytes(), now)) {
          taken.parts().add(publishable(part, file, line));
        }
      } catch (EscalatedRecord escalated) {
        taken.escalations().add(escalated.row().escalation());
      } catch (MalformedRecord malformed) {
        taken.letters().add(letter(hub, file, line, String.valueOf(malformed.getMessage())));
      }
    }
    if (stretch.problem() != null) {
      Line end = new Line(stretch.after().line() + 1, new byte[0], false);
      taken.letters().add(letter(hub, file, end, file.name() + " " + stretch.problem()));
    }
    return taken;
  }

  private static Publishable publishable(ReleasePart part, RecordFile file, Line line) {
    ReleasePart own =
        new ReleasePart(
            part.release(),
            part.hubId(),
            part.observedAt(),
            part.observation(),
            new Provenance(FolderLane.HUB, file.name(), null),
            part.body());
    String fingerprint =
        part.body() instanceof Listing listing
            ? Fingerprint.of(part.release(), listing)
            : Excerpt.sha256(line.bytes());
    return Publishable.observed(own, fingerprint);
  }

  private static DeadLetter letter(Hub hub, RecordFile file, Line line, String error) {
    Row.Refused refused =
        hub.mayKeepRefused()
            ? Row.Refused.of(line.bytes(), error)
            : Row.Refused.withheld(line.bytes(), error);
    return new DeadLetter(
        STAGE,
        "malformed",
        refused.reason(),
        file.name() + ":" + line.number(),
        hub.name().getBytes(StandardCharsets.UTF_8),
        refused.bytes());
  }
}
