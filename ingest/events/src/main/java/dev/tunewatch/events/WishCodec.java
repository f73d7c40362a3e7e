package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON form of {@link Wish}. Schema: {@code wish.schema.json} beside this class. */
public final class WishCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private WishCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal wishes. */
  public static byte[] encode(Wish wish) {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", VERSION);
    json.setAll((ObjectNode) EventJson.mapper().valueToTree(wish));
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
  public static Wish decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      return EventJson.mapper().treeToValue(json, Wish.class);
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }
}
