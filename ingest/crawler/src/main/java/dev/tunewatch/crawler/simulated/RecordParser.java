package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.ReleaseName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one recorded JSON object into a record, or says why it cannot. */
final class RecordParser {

  /** Numbers keep their recorded digits; a second value behind the object is an error. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{24}");

  private RecordParser() {}

  static HubRecord parse(byte[] line) throws UnreadableRecordException {
    ObjectNode node = object(line);
    String id = id(node);
    Set<String> synthetic = new LinkedHashSet<>();
    HubRecord.Identity identity = identity(node, id, synthetic);
    Map<String, byte[]> fields = fields(node);
    if (!fields.containsKey("sha")) {
      fields.put("sha", bytes('"' + SyntheticIdentity.sha(id) + '"'));
      synthetic.add("sha");
    }
    return new HubRecord(identity, fields, files(node), synthetic);
  }

  static @Nullable String textOf(byte[] value) {
    return value.length > 0 && value[0] == '"' ? tree(value).textValue() : null;
  }

  static @Nullable BigDecimal numberOf(byte[] value) {
    JsonNode node = tree(value);
    return node.isNumber() ? node.decimalValue() : null;
  }

  static Set<String> textsOf(byte[] value) {
    Set<String> texts = new LinkedHashSet<>();
    tree(value).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** A file list to which the files with a text were added, and those without one are not. */
  static byte[] withSiblings(
      byte @Nullable [] siblings, Map<String, @Nullable String> textsByFile) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    if (siblings != null) {
      tree(siblings).forEach(file -> byName.put(file.path("rfilename").asText(), file));
    }
    textsByFile.forEach(
        (file, text) -> {
          if (text == null) {
            byName.remove(file);
          } else {
            byName.putIfAbsent(file, JSON.createObjectNode().put("rfilename", file));
          }
        });
    return bytes(JSON.createArrayNode().addAll(byName.values()).toString());
  }

  private static JsonNode tree(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new IllegalStateException("a parsed field is no longer JSON", e);
    }
  }

  private static ObjectNode object(byte[] line) throws UnreadableRecordException {
    try {
      if (JSON.readTree(line) instanceof ObjectNode node) {
        return node;
      }
      throw new UnreadableRecordException("not a JSON object");
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableRecordException("not JSON: " + e.getMessage());
    }
  }

  private static String id(ObjectNode node) throws UnreadableRecordException {
    String id = node.path("id").textValue();
    if (id == null || !ReleaseName.isId(id) || id.startsWith("/") || id.endsWith("/")) {
      throw new UnreadableRecordException("no usable \"id\"");
    }
    return id;
  }

  private static HubRecord.Identity identity(ObjectNode node, String id, Set<String> synthetic)
      throws UnreadableRecordException {
    String objectId = objectId(node);
    Instant createdAt = time(node, "createdAt");
    Instant lastModified = time(node, "lastModified");
    if (objectId == null) {
      synthetic.add("_id");
    }
    if (createdAt == null) {
      synthetic.add("createdAt");
      createdAt = objectId == null ? SyntheticIdentity.createdAt(id) : HubTime.secondOf(objectId);
    }
    if (lastModified == null) {
      synthetic.add("lastModified");
      lastModified = createdAt;
    }
    if (objectId == null) {
      objectId = SyntheticIdentity.objectId(id, createdAt);
    }
    return new HubRecord.Identity(id, objectId, createdAt, lastModified);
  }

  private static @Nullable String objectId(ObjectNode node) throws UnreadableRecordException {
    if (!node.hasNonNull("_id")) {
      return null;
    }
    String objectId = node.path("_id").asText().toLowerCase(Locale.ROOT);
    if (!OBJECT_ID.matcher(objectId).matches()) {
      throw new UnreadableRecordException("\"_id\" is not 24 hex digits");
    }
    return objectId;
  }

  private static @Nullable Instant time(ObjectNode node, String field)
      throws UnreadableRecordException {
    if (!node.hasNonNull(field)) {
      return null;
    }
    try {
      Instant time = Instant.parse(node.path(field).asText());
      if (HubTime.fitsObjectId(time)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below, in the words of the file's owner.
    }
    throw new UnreadableRecordException("\"" + field + "\" is not an ISO 8601 time");
  }

  /** What the hub itself would say: absent instead of null, and none of the recorder's notes. */
  private static Map<String, byte[]> fields(ObjectNode node) {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (!field.getKey().startsWith("_") && !field.getValue().isNull()) {
                fields.put(field.getKey(), bytes(field.getValue().toString()));
              }
            });
    return fields;
  }

  private static Map<String, byte[]> files(ObjectNode node) throws UnreadableRecordException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : node.path("_files").properties()) {
      files.put(file.getKey(), content(file.getValue()));
    }
    return files;
  }

  /** A text, or {@code {"base64": "…"}} for what is none. */
  private static byte[] content(JsonNode file) throws UnreadableRecordException {
    if (file.isTextual()) {
      return bytes(file.textValue());
    }
    try {
      return Base64.getDecoder().decode(file.path("base64").asText("?"));
    } catch (IllegalArgumentException noBase64) {
      throw new UnreadableRecordException("\"_files\" holds something else than text");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
