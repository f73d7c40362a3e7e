package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.ModelConfig;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleasePart;
import java.util.List;
import java.util.Objects;

/**
 * The hub's answer on one model: what its row in a listing says, and a config part with what only
 * this answer gives. It is the API that is asked, never {@code config.json} or a weight file.
 */
final class ModelPage {

  private ModelPage() {}

  static Row.Listed map(ObjectNode record, Reading reading) throws MalformedRecord {
    RecordFields fields = RecordFields.of(record);
    ModelFacts facts = Facts.of(fields);
    List<ReleaseFile> files = fields.files;
    // Without what a listing never gives, so that all lanes publish the same listing part.
    Row.Listed listed =
        RecordMapping.map(fields, Facts.listed(fields), reading.provenance(), reading.at());
    if (facts == null && files == null) {
      return listed;
    }
    ReleasePart part = listed.part();
    ReleasePart config =
        new ReleasePart(
            part.release(),
            part.hubId(),
            part.observedAt(),
            part.observation(),
            part.provenance(),
            new ModelConfig(Objects.requireNonNullElse(facts, ModelFacts.NONE), files));
    return new Row.Listed(
        part,
        List.of(config),
        listed.created(),
        listed.modified(),
        listed.fingerprint(),
        listed.plausible());
  }
}
