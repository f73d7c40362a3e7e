package dev.tunewatch.crawler.hub.modelscope;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model of ModelScope as a listing part. The hub has no id beside the name. */
final class ModelMapping {

  private ModelMapping() {}

  static Row.Listed map(JsonNode record, Provenance provenance, Instant observedAt)
      throws MalformedRecord {
    JsonNode id = record.get("id");
    if (id == null || !id.isTextual() || !ReleaseName.isId(id.textValue())) {
      throw new MalformedRecord("no id of a release");
    }
    JsonNode tagList = record.get("tags");
    if (tagList != null && !tagList.isNull() && !tagList.isArray()) {
      throw new MalformedRecord("tags are not a list");
    }
    ReleaseName release = new ReleaseName(ModelScope.NAME, id.textValue());
    Instant created = Fields.looseTime(record, "created_at");
    Instant modified = Fields.looseTime(record, "last_modified");
    List<String> tasks = Fields.texts(record, "tasks");
    Set<String> tags = new LinkedHashSet<>(Fields.texts(record, "tags"));
    tags.addAll(tasks);
    Listing listing =
        new Listing(
            "https://modelscope.cn/models/" + release.id(),
            created,
            modified,
            null,
            release.owner(),
            tags.stream().limit(Fields.MAX_ELEMENTS).toList(),
            List.of(),
            tasks.isEmpty() ? null : tasks.get(0),
            null,
            Fields.text(record, "license"),
            gating(record),
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            Fields.count(record, "downloads"),
            null,
            Fields.count(record, "likes"),
            Boolean.TRUE.equals(Fields.flag(record, "private")) ? List.of("private") : List.of(),
            List.of());
    ReleasePart part =
        new ReleasePart(release, null, observedAt, Observation.FIRST_SEEN, provenance, listing);
    return new Row.Listed(
        part,
        List.of(),
        modified != null ? modified : created,
        null,
        Fingerprint.of(release, listing),
        true);
  }

  private static @Nullable Gating gating(JsonNode record) {
    Boolean gated = Fields.flag(record, "gated");
    Boolean login = Fields.flag(record, "login_required");
    if (gated == null && login == null) {
      return null;
    }
    return Boolean.TRUE.equals(gated) || Boolean.TRUE.equals(login) ? Gating.AUTO : Gating.NONE;
  }
}
