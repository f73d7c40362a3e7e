package dev.tunewatch.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    BODIES.put(PartKind.LISTING, MAPPER.readerFor(Listing.class));
    BODIES.put(PartKind.CARD, MAPPER.readerFor(Card.class));
    BODIES.put(PartKind.FILES, MAPPER.readerFor(SmallFiles.class));
    BODIES.put(PartKind.CONFIG, MAPPER.readerFor(ModelConfig.class));
    BODIES.put(PartKind.STATUS, MAPPER.readerFor(Status.class));
    for (PartKind kind : PartKind.values()) {
      NAMES.put(kind, Utf8Json.name(kind.wireName()));
    }
  }

  private ReleasePartCodec() {}

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
