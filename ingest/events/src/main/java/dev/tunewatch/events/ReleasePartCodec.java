package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
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
  private static final ObjectReader PROVENANCES = inside(Provenance.class);
  private static final ObjectReader OBSERVATIONS = inside(Observation.class);
  private static final Map<PartKind, byte[]> NAMES = new EnumMap<>(PartKind.class);
  private static final byte[] V = Utf8Json.name("v");
  private static final byte[] HUB = Utf8Json.name("hub");
  private static final byte[] ID = Utf8Json.name("id");
  private static final byte[] HUB_ID = Utf8Json.name("hubId");
  private static final byte[] PART = Utf8Json.name("part");
  private static final byte[] OBSERVED_AT = Utf8Json.name("observedAt");
  private static final byte[] OBSERVATION = Utf8Json.name("observation");
  private static final byte[] PROVENANCE = Utf8Json.name("provenance");
  private static final byte[] LANE = Utf8Json.name("lane");
  private static final byte[] SOURCE = Utf8Json.name("source");
  private static final byte[] ETAG = Utf8Json.name("etag");

  static {
    BODIES.put(PartKind.LISTING, inside(Listing.class));
    BODIES.put(PartKind.CARD, inside(Card.class));
    BODIES.put(PartKind.FILES, inside(SmallFiles.class));
    BODIES.put(PartKind.CONFIG, inside(ModelConfig.class));
    BODIES.put(PartKind.STATUS, inside(Status.class));
    for (PartKind kind : PartKind.values()) {
      NAMES.put(kind, Utf8Json.name(kind.wireName()));
    }
  }

  private ReleasePartCodec() {}

  /** A reader of what stands within a larger value. */
  private static ObjectReader inside(Class<?> type) {
    return MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Writes UTF-8 JSON, byte-equal for equal parts. */
  public static byte[] encode(ReleasePart part) {
    Utf8Json json = new Utf8Json(USUAL_BYTES);
    PartKind kind = part.body().part();
    json.open();
    json.number(V, (long) VERSION);
    json.text(HUB, part.release().hub());
    json.text(ID, part.release().id());
    json.text(HUB_ID, part.hubId());
    json.text(PART, kind.wireName());
    json.time(OBSERVED_AT, part.observedAt());
    json.text(OBSERVATION, part.observation().wireName());
    json.field(PROVENANCE);
    write(part.provenance(), json);
    json.field(Objects.requireNonNull(NAMES.get(kind)));
    try {
      if (part.body() instanceof Listing listing) {
        new ListingJson(json).write(listing);
      } else {
        json.raw(MAPPER.writeValueAsBytes(part.body()));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    json.close();
    return json.toBytes();
  }

  private static void write(Provenance provenance, Utf8Json json) {
    json.open();
    json.text(LANE, provenance.lane());
    json.text(SOURCE, provenance.source());
    json.text(ETAG, provenance.etag());
    json.close();
  }

  /**
   * Reads what {@link #encode} wrote, in this version of the contract or any earlier one.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static ReleasePart decode(byte @Nullable [] bytes) throws MalformedEvent {
    ReleasePart usual = bytes == null ? null : usual(bytes);
    return usual == null ? any(bytes) : usual;
  }

  /**
   * Reads the fields as they come, without a tree of them first, which takes half the time. It
   * knows the form that {@link #encode} writes and no other.
   *
   * @return null where anything is unusual: what is wrong, if anything is, {@link #any} says
   */
  private static @Nullable ReleasePart usual(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != '{' || bytes[1] != '"') {
      return null; // the parser would guess at UTF-16
    }
    try (JsonParser json = MAPPER.createParser(bytes)) {
      json.nextToken();
      String hub = null;
      String id = null;
      String hubId = null;
      PartKind kind = null;
      Instant observedAt = null;
      Observation observation = null;
      Provenance provenance = null;
      PartBody body = null;
      boolean versioned = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("v")) {
          versioned = value == JsonToken.VALUE_NUMBER_INT && json.getIntValue() == VERSION;
        } else if (field.equals("observation")) {
          observation = OBSERVATIONS.readValue(json);
        } else if (field.equals("provenance")) {
          provenance = PROVENANCES.readValue(json);
        } else if (kind != null && field.equals(kind.wireName())) {
          body = Objects.requireNonNull(BODIES.get(kind)).readValue(json);
        } else if (value != JsonToken.VALUE_STRING) {
          return null;
        } else {
          switch (field) {
            case "hub" -> hub = json.getText();
            case "id" -> id = json.getText();
            case "hubId" -> hubId = json.getText();
            case "part" -> kind = PartKind.ofWireName(json.getText());
            case "observedAt" -> observedAt = EventScalars.time(json.getText());
            default -> {
              return null;
            }
          }
        }
      }
      if (!versioned
          || hub == null
          || id == null
          || observedAt == null
          || observation == null
          || provenance == null
          || body == null
          || json.currentToken() != JsonToken.END_OBJECT
          || json.nextToken() != null) {
        return null;
      }
      return new ReleasePart(
          new ReleaseName(hub, id), hubId, observedAt, observation, provenance, body);
    } catch (IOException | RuntimeException unusual) {
      return null;
    }
  }

  private static ReleasePart any(byte @Nullable [] bytes) throws MalformedEvent {
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
