package dev.tunewatch.crawler.hub.civitai;

import dev.tunewatch.crawler.hub.EscalatedRecord;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.RecordJson;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.List;

/** Recorded elements of {@code items}. */
final class CivitaiFormat implements HubFormat {

  private static final Provenance RECORDED = new Provenance("offline", "record", null);

  private final ModelMapping mapping;

  CivitaiFormat(ModelMapping mapping) {
    this.mapping = mapping;
  }

  @Override
  public List<ReleasePart> read(byte[] line, Instant observedAt) throws MalformedRecord {
    Row row;
    try {
      row = mapping.map(RecordJson.read(line), RECORDED, observedAt);
    } catch (NotAModel known) {
      throw known;
    } catch (MalformedRecord mayQuote) {
      throw new NotAModel("not a JSON object");
    }
    if (row instanceof Row.Escalated escalated) {
      throw new EscalatedRecord(escalated);
    }
    return ((Row.Listed) row).parts();
  }
}
