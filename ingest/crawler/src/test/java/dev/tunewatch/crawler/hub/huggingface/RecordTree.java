package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.DeclaredParent.Source;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record says, asked of a tree field by field: the oracle for what is read in passing. */
final class RecordTree {

  private RecordTree() {}

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
            parents(record, tags),
            files(record),
            facts(record),
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

  /** More parents than any real merge has. */
  private static final int MOST = 128;

  private static final String TAG = "base_model:";

  private static List<DeclaredParent> parents(JsonNode record, List<String> tags) {
    Set<DeclaredParent> parents = new LinkedHashSet<>();
    fromTags(tags, parents);
    fromCardData(record.get("cardData"), parents);
    fromHub(record.get("baseModels"), parents);
    fromAdapter(record.get("config"), parents);
    return parents.stream().limit(MOST).toList();
  }

  private static void fromTags(List<String> tags, Set<DeclaredParent> to) {
    List<String> plain = new ArrayList<>();
    Set<String> related = new LinkedHashSet<>();
    for (String tag : tags) {
      if (!tag.startsWith(TAG)) {
        continue;
      }
      String rest = tag.substring(TAG.length());
      int colon = rest.indexOf(':');
      Optional<Relation> relation =
          colon < 0 ? Optional.empty() : Relation.find(rest.substring(0, colon));
      if (relation.isEmpty()) {
        plain.add(rest);
      } else {
        String id = rest.substring(colon + 1);
        related.add(id);
        add(id, relation.get(), Source.TAG, to);
      }
    }
    plain.removeIf(related::contains);
    plain.forEach(id -> add(id, null, Source.TAG, to));
  }

  private static void fromCardData(@Nullable JsonNode cardData, Set<DeclaredParent> to) {
    String word = Fields.firstText(cardData, "base_model_relation");
    Relation relation = word == null ? null : Relation.find(word).orElse(null);
    Fields.texts(cardData, "base_model").forEach(id -> add(id, relation, Source.CARD_DATA, to));
  }

  private static void fromHub(@Nullable JsonNode baseModels, Set<DeclaredParent> to) {
    String word = Fields.text(baseModels, "relation");
    Relation relation = word == null ? null : Relation.find(word).orElse(null);
    JsonNode models = baseModels == null ? null : baseModels.get("models");
    if (models == null || !models.isArray()) {
      return;
    }
    for (JsonNode model : models) {
      if (to.size() >= MOST) {
        return;
      }
      String id = Fields.text(model, "id");
      if (id != null) {
        add(id, relation, Source.HUB, to);
      }
    }
  }

  /** The API repeats parts of {@code adapter_config.json}, which itself is never asked for. */
  private static void fromAdapter(@Nullable JsonNode config, Set<DeclaredParent> to) {
    if (config == null) {
      return;
    }
    for (String section : List.of("peft", "adapter_config")) {
      String id = Fields.text(config.get(section), "base_model_name_or_path");
      if (id != null) {
        add(id, Relation.ADAPTER, Source.ADAPTER_CONFIG, to);
      }
    }
  }

  private static void add(
      String id, @Nullable Relation relation, Source source, Set<DeclaredParent> to) {
    String bounded = Fields.bounded(id);
    if (bounded != null) {
      to.add(new DeclaredParent(bounded, relation, source));
    }
  }

  /** File names that are kept; a sharded model of a thousand parts says nothing more at the end. */
  private static final int MOST_FILES = 2_000;

  private static @Nullable ModelFacts facts(JsonNode record) {
    JsonNode config = record.get("config");
    JsonNode gguf = record.get("gguf");
    Long parameters = Fields.count(record.get("safetensors"), "total");
    ModelFacts facts =
        new ModelFacts(
            Fields.texts(config, "architectures").stream().limit(16).toList(),
            Fields.text(config, "model_type"),
            Fields.text(get(config, "quantization_config"), "quant_method"),
            parameters != null ? parameters : Fields.count(gguf, "total"),
            peftType(config),
            gguf(gguf));
    return facts.equals(ModelFacts.NONE) ? null : facts;
  }

  /** {@code siblings}; null where the record has none (not read is not absent). */
  private static @Nullable List<ReleaseFile> files(JsonNode record) {
    JsonNode siblings = record.get("siblings");
    if (siblings == null || !siblings.isArray()) {
      return null;
    }
    List<ReleaseFile> files = new ArrayList<>();
    for (JsonNode sibling : siblings) {
      if (files.size() >= MOST_FILES) {
        break;
      }
      String name = Fields.text(sibling, "rfilename");
      if (name != null) {
        JsonNode lfs = sibling.get("lfs");
        Long size = Fields.count(sibling, "size");
        files.add(
            new ReleaseFile(
                name, size != null ? size : Fields.count(lfs, "size"), Fields.text(lfs, "sha256")));
      }
    }
    return files;
  }

  private static @Nullable String peftType(@Nullable JsonNode config) {
    String type = Fields.text(get(config, "peft"), "peft_type");
    return type != null ? type : Fields.text(get(config, "adapter_config"), "peft_type");
  }

  private static ModelFacts.@Nullable Gguf gguf(@Nullable JsonNode gguf) {
    if (gguf == null || !gguf.isObject()) {
      return null;
    }
    return new ModelFacts.Gguf(
        Fields.text(gguf, "architecture"),
        Fields.count(gguf, "context_length"),
        Fields.count(gguf, "totalFileSize"));
  }

  private static @Nullable JsonNode get(@Nullable JsonNode json, String field) {
    return json == null ? null : json.get(field);
  }
}
