package dev.tunewatch.assessments;

import dev.tunewatch.events.MalformedEvent;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of {@link Verdict}, {@code {"v":1,"subject":…}}. Schema: {@code verdict.schema.json}
 * beside this class.
 */
public final class VerdictCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private static final VersionedJson<Verdict> JSON = new VersionedJson<>(VERSION, Verdict.class);

  private VerdictCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal verdicts. */
  public static byte[] encode(Verdict verdict) {
    return JSON.encode(verdict);
  }

  /**
   * Reads what {@link #encode} wrote, in this version of the contract or any earlier one.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Verdict decode(byte @Nullable [] bytes) throws MalformedEvent {
    return JSON.decode(bytes);
  }
}
