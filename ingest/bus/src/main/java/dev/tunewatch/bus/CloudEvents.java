package dev.tunewatch.bus;

import dev.tunewatch.events.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * CloudEvents 1.0 in binary mode, as the Kafka protocol binding of that specification says: the
 * attributes are headers with the prefix {@code ce_}, the value is the data.
 */
public final class CloudEvents {

  private static final List<String> NAMES =
      List.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type");
  private static final byte[] SPEC_VERSION = utf8("1.0");
  private static final byte[] JSON = utf8("application/json");

  private CloudEvents() {}

  /**
   * Writes the attributes, in place of any that are there.
   *
   * @param id unique within the source; the same for the same event sent twice
   * @param type reverse-DNS name of the kind of event, for example {@code dev.tunewatch.release}
   * @param source who says so, a URI reference, for example {@code /ingest/huggingface/live}
   * @param time when it happened
   */
  public static void write(Headers headers, String id, String type, String source, Instant time) {
    for (String name : NAMES) {
      headers.remove(name);
    }
    headers.add("ce_specversion", SPEC_VERSION);
    headers.add("ce_id", utf8(id));
    headers.add("ce_type", utf8(type));
    headers.add("ce_source", utf8(source));
    headers.add("ce_time", utf8(UtcTime.text(time)));
    headers.add("content-type", JSON);
  }

  /**
   * What several events have in common, made once; {@link #with} adds what one has for itself.
   *
   * <p>Headers are immutable, so records may share them.
   */
  public static final class Shared {

    private final Header specVersion = new RecordHeader("ce_specversion", SPEC_VERSION);
    private final Header contentType = new RecordHeader("content-type", JSON);
    private final Header type;
    private final Header source;
    private final Header time;

    /** The parameters are those of {@link CloudEvents#write}. */
    public Shared(String type, String source, Instant time) {
      this.type = new RecordHeader("ce_type", utf8(type));
      this.source = new RecordHeader("ce_source", utf8(source));
      this.time = new RecordHeader("ce_time", UtcTime.utf8(time));
    }

    /** The headers of the event with that id, in the order in which {@code write} adds them. */
    public List<Header> with(String id) {
      return List.of(
          specVersion, new RecordHeader("ce_id", utf8(id)), type, source, time, contentType);
    }
  }

  private static byte[] utf8(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
