package dev.tunewatch.assessments;

import dev.tunewatch.events.MalformedEvent;
import org.jspecify.annotations.Nullable;

/** JSON form of {@link Descent}. Schema: {@code lineage.schema.json} beside this class. */
public final class DescentCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private static final VersionedJson<Descent> JSON = new VersionedJson<>(VERSION, Descent.class);

  private DescentCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal descents. */
  public static byte[] encode(Descent descent) {
    return JSON.encodeDirectly(descent);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Descent decode(byte @Nullable [] bytes) throws MalformedEvent {
    return JSON.decode(bytes);
  }
}
