package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a listing part field by field: a backfill writes millions of them, and finding out by
 * reflection what a record has cost more than all the rest of a row. The bytes are those that the
 * mapper would write; tests hold one against the other.
 */
final class ListingJson {

  private static final byte[] URL = Utf8Json.name("url");
  private static final byte[] CREATED = Utf8Json.name("createdAt");
  private static final byte[] MODIFIED = Utf8Json.name("lastModified");
  private static final byte[] REVISION = Utf8Json.name("revision");
  private static final byte[] AUTHOR = Utf8Json.name("author");
  private static final byte[] TAGS = Utf8Json.name("tags");
  private static final byte[] CARD_TAGS = Utf8Json.name("cardTags");
  private static final byte[] PIPELINE = Utf8Json.name("pipelineTag");
  private static final byte[] LIBRARY = Utf8Json.name("libraryName");
  private static final byte[] LICENCE = Utf8Json.name("licence");
  private static final byte[] GATING = Utf8Json.name("gating");
  private static final byte[] DISABLED = Utf8Json.name("disabled");
  private static final byte[] LANGUAGES = Utf8Json.name("languages");
  private static final byte[] DATASETS = Utf8Json.name("datasets");
  private static final byte[] PARENTS = Utf8Json.name("parents");
  private static final byte[] FILES = Utf8Json.name("files");
  private static final byte[] FACTS = Utf8Json.name("facts");
  private static final byte[] DOWNLOADS = Utf8Json.name("downloads");
  private static final byte[] ALL_TIME = Utf8Json.name("downloadsAllTime");
  private static final byte[] LIKES = Utf8Json.name("likes");
  private static final byte[] FLAGS = Utf8Json.name("flags");
  private static final byte[] SYNTHETIC = Utf8Json.name("synthetic");
  private static final byte[] TITLE = Utf8Json.name("title");
  private static final byte[] ID = Utf8Json.name("id");
  private static final byte[] RELATION = Utf8Json.name("relation");
  private static final byte[] SOURCE = Utf8Json.name("source");
  private static final byte[] NAME = Utf8Json.name("name");
  private static final byte[] BYTES = Utf8Json.name("bytes");
  private static final byte[] SHA256 = Utf8Json.name("sha256");
  private static final byte[] ARCHITECTURES = Utf8Json.name("architectures");
  private static final byte[] MODEL_TYPE = Utf8Json.name("modelType");
  private static final byte[] QUANT = Utf8Json.name("quantMethod");
  private static final byte[] PARAMETERS = Utf8Json.name("parameters");
  private static final byte[] PEFT = Utf8Json.name("peftType");
  private static final byte[] GGUF = Utf8Json.name("gguf");

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final JsonMapper MAPPER = EventJson.mapper();

  private final Utf8Json json;

  ListingJson(Utf8Json json) {
    this.json = json;
  }

  void write(Listing listing) throws JsonProcessingException {
    json.open();
    json.text(URL, listing.url());
    json.time(CREATED, listing.createdAt());
    json.time(MODIFIED, listing.lastModified());
    json.text(REVISION, listing.revision());
    json.text(AUTHOR, listing.author());
    json.texts(TAGS, listing.tags());
    json.texts(CARD_TAGS, listing.cardTags());
    json.text(PIPELINE, listing.pipelineTag());
    json.text(LIBRARY, listing.libraryName());
    json.text(LICENCE, listing.licence());
    Gating gating = listing.gating();
    json.text(GATING, gating == null ? null : gating.wireName());
    if (listing.disabled() != null) {
      json.field(DISABLED);
      json.raw(listing.disabled() ? TRUE : FALSE);
    }
    json.texts(LANGUAGES, listing.languages());
    json.texts(DATASETS, listing.datasets());
    parents(listing.parents());
    files(listing.files());
    facts(listing.facts());
    json.number(DOWNLOADS, listing.downloads());
    json.number(ALL_TIME, listing.downloadsAllTime());
    json.number(LIKES, listing.likes());
    json.texts(FLAGS, listing.flags());
    json.texts(SYNTHETIC, listing.synthetic());
    json.text(TITLE, listing.title());
    json.close();
  }

  private void parents(List<DeclaredParent> parents) {
    if (parents.isEmpty()) {
      return;
    }
    json.field(PARENTS);
    json.openList();
    for (int i = 0; i < parents.size(); i++) {
      DeclaredParent parent = parents.get(i);
      json.next(i);
      json.open();
      json.text(ID, parent.id());
      Relation relation = parent.relation();
      json.text(RELATION, relation == null ? null : relation.wireName());
      json.text(SOURCE, parent.source().wireName());
      json.close();
    }
    json.closeList();
  }

  private void files(@Nullable List<ReleaseFile> files) {
    if (files == null) {
      return;
    }
    json.field(FILES);
    json.openList();
    for (int i = 0; i < files.size(); i++) {
      ReleaseFile file = files.get(i);
      json.next(i);
      json.open();
      json.text(NAME, file.name());
      json.number(BYTES, file.bytes());
      json.text(SHA256, file.sha256());
      json.close();
    }
    json.closeList();
  }

  private void facts(@Nullable ModelFacts facts) throws JsonProcessingException {
    if (facts == null) {
      return;
    }
    json.field(FACTS);
    json.open();
    json.texts(ARCHITECTURES, facts.architectures());
    json.text(MODEL_TYPE, facts.modelType());
    json.text(QUANT, facts.quantMethod());
    json.number(PARAMETERS, facts.parameters());
    json.text(PEFT, facts.peftType());
    if (facts.gguf() != null) {
      json.field(GGUF); // rare: a listing does not ask for it
      json.raw(MAPPER.writeValueAsBytes(facts.gguf()));
    }
    json.close();
  }
}
