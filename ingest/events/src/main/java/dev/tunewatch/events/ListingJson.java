package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Listing} field by field: a backfill writes millions of them, and finding out by
 * reflection what a record has cost more than all the rest of a row. The bytes are those that the
 * mapper would write; a test holds one against the other.
 */
final class ListingJson {

  private static final SerializableString URL = new SerializedString("url");
  private static final SerializableString CREATED = new SerializedString("createdAt");
  private static final SerializableString MODIFIED = new SerializedString("lastModified");
  private static final SerializableString REVISION = new SerializedString("revision");
  private static final SerializableString AUTHOR = new SerializedString("author");
  private static final SerializableString TAGS = new SerializedString("tags");
  private static final SerializableString CARD_TAGS = new SerializedString("cardTags");
  private static final SerializableString PIPELINE = new SerializedString("pipelineTag");
  private static final SerializableString LIBRARY = new SerializedString("libraryName");
  private static final SerializableString LICENCE = new SerializedString("licence");
  private static final SerializableString GATING = new SerializedString("gating");
  private static final SerializableString DISABLED = new SerializedString("disabled");
  private static final SerializableString LANGUAGES = new SerializedString("languages");
  private static final SerializableString DATASETS = new SerializedString("datasets");
  private static final SerializableString PARENTS = new SerializedString("parents");
  private static final SerializableString FILES = new SerializedString("files");
  private static final SerializableString FACTS = new SerializedString("facts");
  private static final SerializableString DOWNLOADS = new SerializedString("downloads");
  private static final SerializableString ALL_TIME = new SerializedString("downloadsAllTime");
  private static final SerializableString LIKES = new SerializedString("likes");
  private static final SerializableString FLAGS = new SerializedString("flags");
  private static final SerializableString SYNTHETIC = new SerializedString("synthetic");
  private static final SerializableString TITLE = new SerializedString("title");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString RELATION = new SerializedString("relation");
  private static final SerializableString SOURCE = new SerializedString("source");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString BYTES = new SerializedString("bytes");
  private static final SerializableString SHA256 = new SerializedString("sha256");
  private static final SerializableString ARCHITECTURES = new SerializedString("architectures");
  private static final SerializableString MODEL_TYPE = new SerializedString("modelType");
  private static final SerializableString QUANT = new SerializedString("quantMethod");
  private static final SerializableString PARAMETERS = new SerializedString("parameters");
  private static final SerializableString PEFT = new SerializedString("peftType");
  private static final SerializableString GGUF = new SerializedString("gguf");

  private final JsonGenerator json;

  ListingJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Listing listing) throws IOException {
    json.writeStartObject();
    text(URL, listing.url());
    time(CREATED, listing.createdAt());
    time(MODIFIED, listing.lastModified());
    text(REVISION, listing.revision());
    text(AUTHOR, listing.author());
    texts(TAGS, listing.tags());
    texts(CARD_TAGS, listing.cardTags());
    text(PIPELINE, listing.pipelineTag());
    text(LIBRARY, listing.libraryName());
    text(LICENCE, listing.licence());
    Gating gating = listing.gating();
    text(GATING, gating == null ? null : gating.wireName());
    if (listing.disabled() != null) {
      json.writeFieldName(DISABLED);
      json.writeBoolean(listing.disabled());
    }
    texts(LANGUAGES, listing.languages());
    texts(DATASETS, listing.datasets());
    parents(listing.parents());
    files(listing.files());
    facts(listing.facts());
    count(DOWNLOADS, listing.downloads());
    count(ALL_TIME, listing.downloadsAllTime());
    count(LIKES, listing.likes());
    texts(FLAGS, listing.flags());
    texts(SYNTHETIC, listing.synthetic());
    text(TITLE, listing.title());
    json.writeEndObject();
  }

  private void parents(List<DeclaredParent> parents) throws IOException {
    if (parents.isEmpty()) {
      return;
    }
    json.writeFieldName(PARENTS);
    json.writeStartArray();
    for (DeclaredParent parent : parents) {
      json.writeStartObject();
      text(ID, parent.id());
      Relation relation = parent.relation();
      text(RELATION, relation == null ? null : relation.wireName());
      text(SOURCE, parent.source().wireName());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void files(@Nullable List<ReleaseFile> files) throws IOException {
    if (files == null) {
      return;
    }
    json.writeFieldName(FILES);
    json.writeStartArray();
    for (ReleaseFile file : files) {
      json.writeStartObject();
      text(NAME, file.name());
      count(BYTES, file.bytes());
      text(SHA256, file.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void facts(@Nullable ModelFacts facts) throws IOException {
    if (facts == null) {
      return;
    }
    json.writeFieldName(FACTS);
    json.writeStartObject();
    texts(ARCHITECTURES, facts.architectures());
    text(MODEL_TYPE, facts.modelType());
    text(QUANT, facts.quantMethod());
    count(PARAMETERS, facts.parameters());
    text(PEFT, facts.peftType());
    if (facts.gguf() != null) {
      json.writeFieldName(GGUF); // rare: a listing does not ask for it
      json.writePOJO(facts.gguf());
    }
    json.writeEndObject();
  }

  private void text(SerializableString field, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeFieldName(field);
      json.writeString(WellFormed.text(text));
    }
  }

  private void time(SerializableString field, @Nullable Instant time) throws IOException {
    if (time != null) {
      json.writeFieldName(field);
      json.writeString(UtcTime.text(time));
    }
  }

  private void count(SerializableString field, @Nullable Long count) throws IOException {
    if (count != null) {
      json.writeFieldName(field);
      json.writeNumber(count.longValue());
    }
  }

  private void texts(SerializableString field, List<String> texts) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    json.writeFieldName(field);
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(WellFormed.text(text));
    }
    json.writeEndArray();
  }
}
