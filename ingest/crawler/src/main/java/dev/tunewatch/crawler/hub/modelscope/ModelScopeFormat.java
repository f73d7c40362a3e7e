package dev.tunewatch.crawler.hub.modelscope;

import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.json.RecordJson;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.List;

/** Recorded elements of {@code data.models}. */
final class ModelScopeFormat implements HubFormat {

  private static final Provenance RECORDED = new Provenance("offline", "record", null);

  @Override
  public List<ReleasePart> read(byte[] line, Instant observedAt) throws MalformedRecord {
    return ModelMapping.map(RecordJson.read(line), RECORDED, observedAt).parts();
  }
}
