package dev.tunewatch.topology.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of {@link Finding}: {@code {"v":1,"clusterId":…,"stands":{…}}}, {@code "left"} or
 * {@code "judged"}.
 */
public final class FindingCodec {

  /** The version of this internal contract; a rolling update may meet the former one. */
  public static final int VERSION = 1;

  private static final ObjectWriter WRITER = EventJson.mapper().writerFor(Wire.class);
  private static final ObjectReader READER = EventJson.mapper().readerFor(Wire.class);

  private FindingCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal findings. */
  public static byte[] encode(Finding finding) {
    Wire wire = wire(finding);
    try {
      return WRITER.writeValueAsBytes(wire);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Wire wire(Finding finding) {
    String id = finding.clusterId();
    if (finding instanceof Finding.Stands stands) {
      return new Wire(VERSION, id, stands.standing(), null, null);
    }
    if (finding instanceof Finding.Left left) {
      return new Wire(VERSION, id, null, left.departure(), null);
    }
    return new Wire(VERSION, id, null, null, new Judgement(((Finding.Judged) finding).verdict()));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Finding decode(byte @Nullable [] bytes) throws MalformedEvent {
    if (bytes == null) {
      throw new MalformedEvent("no value", null);
    }
    Wire wire;
    try {
      wire = READER.readValue(bytes);
    } catch (IOException | RuntimeException notThisContract) {
      throw new MalformedEvent(
          notThisContract instanceof JsonProcessingException said
              ? said.getOriginalMessage()
              : String.valueOf(notThisContract.getMessage()),
          notThisContract);
    }
    if (wire == null || wire.v != VERSION || wire.clusterId == null) {
      throw new MalformedEvent("no finding of version " + VERSION, null);
    }
    if (Stream.of(wire.stands, wire.left, wire.judged).filter(Objects::nonNull).count() != 1) {
      throw new MalformedEvent("a finding stands, left or was judged", null);
    }
    if (wire.stands != null) {
      return new Finding.Stands(wire.clusterId, wire.stands);
    }
    return wire.left != null
        ? new Finding.Left(wire.clusterId, wire.left)
        : new Finding.Judged(wire.clusterId, Objects.requireNonNull(wire.judged).verdict());
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Wire(
      int v,
      @Nullable String clusterId,
      @Nullable Standing stands,
      @Nullable Departure left,
      @Nullable Judgement judged) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Judgement(@Nullable Verdict verdict) {}
}
