package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON dialect of all topics: unknown fields are ignored, nulls are left out, times are ISO
 * 8601 in UTC, and input is bounded in depth and size because it may come from a hostile writer.
 */
public final class EventJson {

  /** Largest text of one field; the card, the largest of them, is bounded far below. */
  private static final int MAX_STRING = 4 * 1024 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(MAX_STRING)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(EventScalars.module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A wrong type is refused, never guessed at: "5" is no number, 5 no text, 1.5 no count.
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private EventJson() {}

  /**
   * Reads one JSON object of a versioned contract.
   *
   * @param bytes UTF-8, from whoever may write to the topic
   * @param version that the object's {@code v} must be
   * @throws MalformedEvent if it is anything else
   */
  public static JsonNode readObject(byte @Nullable [] bytes, int version) throws MalformedEvent {
    if (bytes == null || bytes.length == 0) {
      throw new MalformedEvent("no value", null);
    }
    // The parser would guess at UTF-16 and UTF-32 from the first bytes; the contract is UTF-8.
    if (!isObjectStart(bytes[0]) || (bytes.length > 1 && bytes[1] == 0)) {
      throw new MalformedEvent("not a JSON object in UTF-8", null);
    }
    JsonNode json;
    try {
      json = MAPPER.readTree(bytes);
    } catch (IOException | RuntimeException notJson) {
      throw MalformedEvent.because(notJson);
    }
    if (!json.isObject()) {
      throw new MalformedEvent("not a JSON object", null);
    }
    JsonNode said = json.get("v");
    if (said == null || said.isNull()) {
      throw new MalformedEvent("field 'v' is missing", null);
    }
    if (!said.isInt()) {
      throw new MalformedEvent("field 'v' is no version", null);
    }
    if (said.intValue() != version) {
      throw new MalformedEvent("version " + said.intValue() + " is not " + version, null);
    }
    return json;
  }

  private static boolean isObjectStart(byte first) {
    return first == '{' || first == ' ' || first == '\n' || first == '\r' || first == '\t';
  }

  /** The mapper that all codecs share; it is immutable in use. */
  public static JsonMapper mapper() {
    return MAPPER;
  }
}
