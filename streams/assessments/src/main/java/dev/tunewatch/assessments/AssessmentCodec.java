package dev.tunewatch.assessments;

import dev.tunewatch.events.MalformedEvent;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of {@link Assessment}, {@code {"v":1,"clusterId":…}}. Schema: {@code
 * assessment.schema.json} beside this class.
 */
public final class AssessmentCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private static final VersionedJson<Assessment> JSON =
      new VersionedJson<>(VERSION, Assessment.class);

  private AssessmentCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal assessments. */
  public static byte[] encode(Assessment assessment) {
    return JSON.encode(assessment);
  }

  /**
   * Reads what {@link #encode} wrote, in this version of the contract or any earlier one.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Assessment decode(byte @Nullable [] bytes) throws MalformedEvent {
    return JSON.decode(bytes);
  }
}
