package dev.tunewatch.assessments;

import dev.tunewatch.events.MalformedEvent;
import org.jspecify.annotations.Nullable;

/** JSON form of {@link History}. Schema: {@code history.schema.json} beside this class. */
public final class HistoryCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private static final VersionedJson<History> JSON = new VersionedJson<>(VERSION, History.class);

  private HistoryCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal histories. */
  public static byte[] encode(History history) {
    return JSON.encode(history);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static History decode(byte @Nullable [] bytes) throws MalformedEvent {
    return JSON.decode(bytes);
  }
}
