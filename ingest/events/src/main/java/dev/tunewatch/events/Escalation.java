package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must reach the operator alone: the value of {@code escalations.v1}. It says which record of
 * which hub, and nothing that the record says. Schema: {@code escalation.schema.json}.
 *
 * @param hub the hub's short name
 * @param id the hub's number of the record, so that the operator can report it; never a name
 * @param reason which indicator
 * @param at our clock
 */
public record Escalation(String hub, String id, Reason reason, Instant at) {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  public Escalation {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
    if (!id.matches("[0-9]{1,19}")) {
      throw new IllegalArgumentException("an escalation names a number");
    }
  }

  /** Which indicator. */
  public enum Reason {
    /** The hub marks the record as showing a minor. */
    MINOR_FLAG,
    /** The record is marked adult and its words name minors. */
    MINOR_WORDING;

    /** The name in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Reason ofWireName(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
  }

  /** SHA-256 of {@code hub:id} in hex, the topic key. */
  public String idHash() {
    try {
      byte[] key = (hub + ":" + id).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** UTF-8 JSON, byte-equal for equal escalations. */
  public byte[] encode() {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", VERSION);
    json.put("hub", hub).put("id", id).put("idHash", idHash());
    json.put("reason", reason.wireName()).put("at", at.toString());
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Escalation decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      return new Escalation(
          text(json, "hub"),
          text(json, "id"),
          Reason.ofWireName(text(json, "reason")),
          EventScalars.time(text(json, "at")));
    } catch (RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }

  private static String text(JsonNode json, String field) throws MalformedEvent {
    JsonNode value = json.get(field);
    if (value == null || !value.isTextual()) {
      throw new MalformedEvent("field '" + field + "' is no text", null);
    }
    return value.textValue();
  }
}
