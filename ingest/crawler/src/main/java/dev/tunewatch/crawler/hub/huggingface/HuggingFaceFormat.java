package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.RecordJson;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recorded elements of {@code /api/models}, with their small files under {@code _files}. */
final class HuggingFaceFormat implements HubFormat {

  private static final Provenance RECORDED = new Provenance("offline", "record", null);

  @Override
  public List<ReleasePart> read(byte[] line, Instant observedAt) throws MalformedRecord {
    ObjectNode record = RecordJson.read(line);
    RecordFields fields = RecordFields.of(record);
    Row.Listed row = RecordMapping.map(fields, Facts.of(fields), RECORDED, observedAt);
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(row.part());
    for (PartBody body : Details.read(files(record.get("_files")))) {
      parts.add(
          new ReleasePart(
              row.part().release(),
              row.part().hubId(),
              observedAt,
              Observation.FIRST_SEEN,
              RECORDED,
              body));
    }
    return parts;
  }

  private static Map<String, byte[]> files(@Nullable JsonNode files) throws MalformedRecord {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    if (files == null || files.isNull()) {
      return contents;
    }
    if (!files.isObject()) {
      throw new MalformedRecord("_files is not an object");
    }
    for (Iterator<Map.Entry<String, JsonNode>> all = files.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> file = all.next();
      if (file.getValue().isTextual()) {
        contents.put(file.getKey(), Details.utf8(file.getValue().textValue()));
      }
    }
    return contents;
  }
}
