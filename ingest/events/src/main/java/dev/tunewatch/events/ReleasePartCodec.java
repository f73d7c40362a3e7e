package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
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

  private static final int USUAL_BYTES = 2_048;
  private static final JsonMapper MAPPER = EventJson.mapper();
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      String kind = part.body().part().wireName();
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("hub", part.release().hub());
      json.writeStringField("id", part.release().id());
      if (part.hubId() != null) {
        json.writeStringField("hubId", WellFormed.text(part.hubId()));
      }
      json.writeStringField("part", kind);
      json.writeStringField("observedAt", UtcTime.text(part.observedAt()));
      json.writeStringField("observation", part.observation().wireName());
      json.writeFieldName("provenance");
      write(part.provenance(), json);
      json.writeFieldName(kind);
      if (part.body() instanceof Listing listing) {
        new ListingJson(json).write(listing);
      } else {
        json.writePOJO(part.body());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(Provenance provenance, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("lane", WellFormed.text(provenance.lane()));
    json.writeStringField("source", WellFormed.text(provenance.source()));
    if (provenance.etag() != null) {
      json.writeStringField("etag", WellFormed.text(provenance.etag()));
    }
    json.writeEndObject();
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
