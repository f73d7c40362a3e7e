package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of {@link ReleasePart}: {@code {"v":1,"hub":…,"id":…,"part":"listing","observedAt":…,
 * "listing":{…}}}, one object named after the part. Schema: {@code release-part.schema.json} beside
 * this class.
 */
public final class ReleasePartCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER = EventJson.mapper();
  private static final ObjectWriter WRITER = MAPPER.writerFor(JsonNode.class);
  private static final Map<PartKind, ObjectReader> BODIES = new EnumMap<>(PartKind.class);

  static {
    BODIES.put(PartKind.LISTING, MAPPER.readerFor(Listing.class));
    BODIES.put(PartKind.CARD, MAPPER.readerFor(Card.class));
    BODIES.put(PartKind.FILES, MAPPER.readerFor(SmallFiles.class));
    BODIES.put(PartKind.CONFIG, MAPPER.readerFor(ModelConfig.class));
    BODIES.put(PartKind.STATUS, MAPPER.readerFor(Status.class));
  }

  private ReleasePartCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal parts. */
  public static byte[] encode(ReleasePart part) {
    String kind = part.body().part().wireName();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("v", VERSION);
    json.put("hub", part.release().hub());
    json.put("id", part.release().id());
    if (part.hubId() != null) {
      json.put("hubId", WellFormed.text(part.hubId()));
    }
    json.put("part", kind);
    json.put("observedAt", part.observedAt().toString());
    json.put("observation", part.observation().wireName());
    json.set("provenance", MAPPER.valueToTree(part.provenance()));
    json.set(kind, MAPPER.valueToTree(part.body()));
    try {
      return WRITER.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote, in this version of the contract or any earlier one.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static ReleasePart decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      PartKind kind = PartKind.ofWireName(text(json, "part"));
      JsonNode hubId = json.get("hubId");
      return new ReleasePart(
          new ReleaseName(text(json, "hub"), text(json, "id")),
          hubId == null || hubId.isNull() ? null : text(json, "hubId"),
          EventScalars.time(text(json, "observedAt")),
          MAPPER.treeToValue(required(json, "observation"), Observation.class),
          MAPPER.treeToValue(required(json, "provenance"), Provenance.class),
          Objects.requireNonNull(BODIES.get(kind)).readValue(required(json, kind.wireName())));
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }

  private static String text(JsonNode json, String field) throws MalformedEvent {
    JsonNode value = required(json, field);
    if (!value.isTextual()) {
      throw new MalformedEvent("field '" + field + "' is no text", null);
    }
    return value.textValue();
  }

  private static JsonNode required(JsonNode json, String field) throws MalformedEvent {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      throw new MalformedEvent("field '" + field + "' is missing", null);
    }
    return value;
  }
}
