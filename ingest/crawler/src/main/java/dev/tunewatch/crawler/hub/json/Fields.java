package dev.tunewatch.crawler.hub.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a record, read leniently and bounded: what is absent, null or of another type reads as
 * unknown, because a hub's card data is whatever its author typed.
 */
public final class Fields {

  /** Longest tag, name or identifier that is kept; longer ones are cut. */
  public static final int MAX_CHARS = 256;

  /** Most elements of a list that are kept. */
  public static final int MAX_ELEMENTS = 512;

  private static final int MOST_ADDRESS = 8_192;

  /** As seconds this is the year 5138, as milliseconds 1973. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private Fields() {}

  /** A non-blank text, cut to {@link #MAX_CHARS}. */
  public static @Nullable String text(@Nullable JsonNode json, String field) {
    JsonNode value = json == null ? null : json.get(field);
    return value == null || !value.isTextual() ? null : bounded(value.textValue());
  }

  /** A text of at most 8,192 characters, as an address may have; longer ones are no address. */
  public static @Nullable String longText(@Nullable JsonNode json, String field) {
    JsonNode value = json == null ? null : json.get(field);
    return value == null || !value.isTextual() || value.textValue().length() > MOST_ADDRESS
        ? null
        : value.textValue();
  }

  /** The first text of a scalar or list. */
  public static @Nullable String firstText(@Nullable JsonNode json, String field) {
    List<String> all = texts(json, field);
    return all.isEmpty() ? null : all.get(0);
  }

  /**
   * Texts of a scalar or list without repetition. YAML reads the language {@code no} as false, so a
   * false is that word again.
   */
  public static List<String> texts(@Nullable JsonNode json, String field) {
    JsonNode value = json == null ? null : json.get(field);
    if (value == null) {
      return List.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    if (value.isArray()) {
      for (JsonNode element : value) {
        if (texts.size() >= MAX_ELEMENTS) {
          break;
        }
        addScalar(element, texts);
      }
    } else {
      addScalar(value, texts);
    }
    return new ArrayList<>(texts);
  }

  /** An integer that fits and is not negative. */
  public static @Nullable Long count(@Nullable JsonNode json, String field) {
    JsonNode value = json == null ? null : json.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      return null;
    }
    return value.longValue() < 0 ? null : (Long) value.longValue();
  }

  /** A boolean. */
  public static @Nullable Boolean flag(@Nullable JsonNode json, String field) {
    JsonNode value = json == null ? null : json.get(field);
    return value == null || !value.isBoolean() ? null : (Boolean) value.booleanValue();
  }

  /** A time in ISO 8601, with any offset. */
  public static @Nullable Instant time(JsonNode json, String field) {
    return time(text(json, field));
  }

  /** A text that is such a time. */
  static @Nullable Instant time(@Nullable String text) {
    try {
      if (text == null) {
        return null;
      }
      Instant usual = UtcTime.parse(text);
      return plausible(usual != null ? usual : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** The same, or without a zone, which is read as UTC, or a number of seconds or milliseconds. */
  public static @Nullable Instant looseTime(@Nullable JsonNode json, String field) {
    Long number = count(json, field);
    String text = text(json, field);
    try {
      if (number != null) {
        return plausible(
            number < SECONDS_BELOW ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
      }
      if (text == null) {
        return null;
      }
      boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
      return plausible(
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** Years of five digits and more have another ISO form, which readers need not know. */
  private static @Nullable Instant plausible(Instant time) {
    return time.isAfter(LATEST) || time.isBefore(Instant.EPOCH) ? null : time;
  }

  /** Stripped and cut; null where nothing is left. */
  public static @Nullable String bounded(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    return stripped.length() <= MAX_CHARS ? stripped : stripped.substring(0, MAX_CHARS);
  }

  private static void addScalar(JsonNode value, Set<String> to) {
    String text = null;
    if (value.isTextual()) {
      text = bounded(value.textValue());
    } else if (value.isBoolean()) {
      text = value.booleanValue() ? "yes" : "no";
    } else if (value.isNumber()) {
      text = bounded(value.asText());
    }
    if (text != null) {
      to.add(text);
    }
  }
}
