package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element of {@code /api/models} as a listing part. The id and the tags carry the product's
 * meaning, so a record that has them in another shape is malformed; everything else that is odd
 * reads as unknown.
 */
final class RecordMapping {

  private RecordMapping() {}

  static Row.Listed map(JsonNode record, Reading reading) throws MalformedRecord {
    return map(record, reading.provenance(), reading.at());
  }

  static Row.Listed map(JsonNode record, Provenance provenance, Instant observedAt)
      throws MalformedRecord {
    ReleaseName release = release(record);
    String hubId = hubId(record);
    List<String> tags = tags(record);
    JsonNode cardData = record.get("cardData");
    Instant created = Fields.time(record, "createdAt");
    Instant modified = Fields.time(record, "lastModified");
    String revision = Fields.text(record, "sha");
    String author = Fields.text(record, "author");
    Listing listing =
        new Listing(
            RepositoryPath.of("https://huggingface.co", release),
            created == null || ObjectIds.isFloor(created) ? null : created,
            modified,
            revision,
            author != null || !release.id().contains("/") ? author : release.owner(),
            tags,
            Fields.texts(cardData, "tags"),
            orElse(Fields.text(record, "pipeline_tag"), Fields.text(cardData, "pipeline_tag")),
            orElse(Fields.text(record, "library_name"), Fields.text(cardData, "library_name")),
            licence(tags, cardData),
            gating(record.get("gated")),
            Fields.flag(record, "disabled"),
            Fields.texts(cardData, "language"),
            datasets(tags, cardData),
            Parents.of(record, tags),
            Facts.files(record),
            Facts.of(record),
            Fields.count(record, "downloads"),
            Fields.count(record, "downloadsAllTime"),
            Fields.count(record, "likes"),
            flags(record, tags),
            Fields.texts(record, "_synthetic"));
    ReleasePart part =
        new ReleasePart(release, hubId, observedAt, Observation.FIRST_SEEN, provenance, listing);
    return new Row.Listed(
        part,
        List.of(),
        created,
        modified,
        Fingerprint.of(release, listing),
        ObjectIds.agree(hubId, created));
  }

  private static ReleaseName release(JsonNode record) throws MalformedRecord {
    JsonNode id = record.hasNonNull("id") ? record.get("id") : record.get("modelId");
    if (id == null || !id.isTextual()) {
      throw new MalformedRecord("no id");
    }
    if (!ReleaseName.isId(id.textValue())) {
      throw new MalformedRecord("not a release id");
    }
    return new ReleaseName(HuggingFace.NAME, id.textValue());
  }

  private static @Nullable String hubId(JsonNode record) throws MalformedRecord {
    JsonNode id = record.get("_id");
    if (id == null || id.isNull()) {
      return null;
    }
    if (!id.isTextual() || id.textValue().isBlank() || id.textValue().length() > 64) {
      throw new MalformedRecord("_id is not a short text");
    }
    return id.textValue();
  }

  private static List<String> tags(JsonNode record) throws MalformedRecord {
    JsonNode tags = record.get("tags");
    if (tags != null && !tags.isNull() && !tags.isArray()) {
      throw new MalformedRecord("tags are not a list");
    }
    return Fields.texts(record, "tags");
  }

  private static @Nullable String licence(List<String> tags, @Nullable JsonNode cardData) {
    for (String tag : tags) {
      if (tag.startsWith("license:") && tag.length() > "license:".length()) {
        return tag.substring("license:".length());
      }
    }
    // A frequent misspelling, which the hub does not read.
    return orElse(Fields.firstText(cardData, "license"), Fields.firstText(cardData, "licence"));
  }

  private static List<String> datasets(List<String> tags, @Nullable JsonNode cardData) {
    Set<String> datasets = new LinkedHashSet<>();
    for (String tag : tags) {
      if (tag.startsWith("dataset:") && tag.length() > "dataset:".length()) {
        datasets.add(tag.substring("dataset:".length()));
      }
    }
    datasets.addAll(Fields.texts(cardData, "datasets"));
    return datasets.stream().limit(Fields.MAX_ELEMENTS).toList();
  }

  private static @Nullable Gating gating(@Nullable JsonNode gated) {
    if (gated == null || gated.isNull()) {
      return null;
    }
    if (gated.isBoolean()) {
      return gated.booleanValue() ? Gating.AUTO : Gating.NONE;
    }
    String word = gated.asText();
    if (word.equals("auto")) {
      return Gating.AUTO;
    }
    return word.equals("manual") ? Gating.MANUAL : null;
  }

  private static List<String> flags(JsonNode record, List<String> tags) {
    List<String> flags = new ArrayList<>();
    if (tags.contains("not-for-all-audiences")) {
      flags.add("nsfw");
    }
    if (Boolean.TRUE.equals(Fields.flag(record, "private"))) {
      flags.add("private");
    }
    return flags;
  }

  private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
