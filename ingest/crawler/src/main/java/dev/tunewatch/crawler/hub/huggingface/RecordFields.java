package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.json.RecordReader;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of an element of {@code /api/models} is read, collected while the parser passes over it in
 * whatever order the hub has. The id and the tags carry the product's meaning, so they are asked
 * for by methods that refuse another shape; everything else that is odd reads as unknown.
 */
final class RecordFields {

  private static final int MOST_HUB_ID = 64;

  @Nullable Instant created;
  @Nullable Instant modified;
  @Nullable String revision;
  @Nullable String author;
  @Nullable String pipelineTag;
  @Nullable String libraryName;
  @Nullable Gating gating;
  @Nullable Boolean disabled;
  @Nullable Boolean hidden;
  @Nullable Long downloads;
  @Nullable Long downloadsAllTime;
  @Nullable Long likes;

  /** Null where the record has none: not read is not absent. */
  @Nullable List<ReleaseFile> files;

  List<String> synthetic = List.of();
  CardFields card = new CardFields();
  ConfigFields config = new ConfigFields();

  /** The hub's own opinion, and the relation that it states of all of them. */
  List<String> hubParents = List.of();

  @Nullable String hubRelation;
  @Nullable Long safetensorsTotal;
  @Nullable Long ggufTotal;
  ModelFacts.@Nullable Gguf gguf;

  private @Nullable Scalar id;
  private @Nullable Scalar modelId;
  private @Nullable Scalar hubId;
  private List<String> tags = List.of();
  private boolean hasOddTags;

  /** A value that is there; without text where it is none. */
  private record Scalar(@Nullable String text) {}

  /** Reads the object at hand to its end, whatever it is worth. */
  static RecordFields read(RecordReader in) throws IOException {
    RecordFields fields = new RecordFields();
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        fields.take(field, in);
      }
    }
    return fields;
  }

  /** The same of one that was read before. */
  static RecordFields of(ObjectNode record) {
    try {
      return read(RecordReader.of(record));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The name, which older records have as {@code modelId} alone. */
  ReleaseName release() throws MalformedRecord {
    Scalar given = id != null ? id : modelId;
    String text = given == null ? null : given.text();
    if (text == null) {
      throw new MalformedRecord("no id");
    }
    if (!ReleaseName.isId(text)) {
      throw new MalformedRecord("not a release id");
    }
    return new ReleaseName(HuggingFace.NAME, text);
  }

  @Nullable String hubId() throws MalformedRecord {
    if (hubId == null) {
      return null;
    }
    String text = hubId.text();
    if (text == null || text.isBlank() || text.length() > MOST_HUB_ID) {
      throw new MalformedRecord("_id is not a short text");
    }
    return text;
  }

  List<String> tags() throws MalformedRecord {
    if (hasOddTags) {
      throw new MalformedRecord("tags are not a list");
    }
    return tags;
  }

  private void take(String field, RecordReader in) throws IOException {
    switch (field) {
      case "id" -> id = scalar(in);
      case "modelId" -> modelId = scalar(in);
      case "_id" -> hubId = scalar(in);
      case "author" -> author = in.text();
      case "sha" -> revision = in.text();
      case "createdAt" -> created = in.time();
      case "lastModified" -> modified = in.time();
      case "pipeline_tag" -> pipelineTag = in.text();
      case "library_name" -> libraryName = in.text();
      case "gated" -> gating = gating(in);
      case "disabled" -> disabled = in.flag();
      case "private" -> hidden = in.flag();
      case "downloads" -> downloads = in.count();
      case "downloadsAllTime" -> downloadsAllTime = in.count();
      case "likes" -> likes = in.count();
      case "tags" -> {
        hasOddTags = !in.isAtNull() && !in.isAtList();
        tags = in.texts();
      }
      case "_synthetic" -> synthetic = in.texts();
      case "cardData" -> card = CardFields.read(in);
      case "config" -> config = ConfigFields.read(in);
      case "siblings" -> files = Siblings.read(in);
      case "baseModels" -> hubParents(in);
      case "safetensors" -> safetensorsTotal = total(in);
      case "gguf" -> gguf(in);
      default -> in.skip();
    }
  }

  private static @Nullable Scalar scalar(RecordReader in) throws IOException {
    return in.isAtNull() ? null : new Scalar(in.plainText());
  }

  private static @Nullable Gating gating(RecordReader in) throws IOException {
    if (in.isAtFlag()) {
      return Boolean.TRUE.equals(in.flag()) ? Gating.AUTO : Gating.NONE;
    }
    String word = in.plainText();
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "auto" -> Gating.AUTO;
      case "manual" -> Gating.MANUAL;
      default -> null;
    };
  }

  private static @Nullable Long total(RecordReader in) throws IOException {
    Long total = null;
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        if (field.equals("total")) {
          total = in.count();
        } else {
          in.skip();
        }
      }
    }
    return total;
  }

  private void gguf(RecordReader in) throws IOException {
    if (!in.entersObject()) {
      return;
    }
    String architecture = null;
    Long contextLength = null;
    Long totalBytes = null;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "architecture" -> architecture = in.text();
        case "context_length" -> contextLength = in.count();
        case "totalFileSize" -> totalBytes = in.count();
        case "total" -> ggufTotal = in.count();
        default -> in.skip();
      }
    }
    gguf = new ModelFacts.Gguf(architecture, contextLength, totalBytes);
  }

  private void hubParents(RecordReader in) throws IOException {
    if (!in.entersObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "relation" -> hubRelation = in.text();
        case "models" -> hubParents = ids(in);
        default -> in.skip();
      }
    }
  }

  private static List<String> ids(RecordReader in) throws IOException {
    List<String> ids = new ArrayList<>();
    if (in.entersList()) {
      while (in.hasNext()) {
        String id = id(in);
        if (id != null && ids.size() < Parents.MOST && !ids.contains(id)) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private static @Nullable String id(RecordReader in) throws IOException {
    String id = null;
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        if (field.equals("id")) {
          id = in.text();
        } else {
          in.skip();
        }
      }
    }
    return id;
  }
}
