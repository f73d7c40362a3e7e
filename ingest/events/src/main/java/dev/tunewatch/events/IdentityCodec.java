package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON form of {@link Identity}. Schema: {@code identity.schema.json} beside this class. */
public final class IdentityCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private IdentityCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal identities. */
  public static byte[] encode(Identity identity) {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", VERSION);
    json.setAll((ObjectNode) EventJson.mapper().valueToTree(identity));
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
  public static Identity decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      return EventJson.mapper().treeToValue(json, Identity.class);
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }
}
