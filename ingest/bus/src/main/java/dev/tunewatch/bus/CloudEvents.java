package dev.tunewatch.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 in binary mode, as the Kafka protocol binding of that specification says: the
 * attributes are headers with the prefix {@code ce_}, the value is the data.
 */
public final class CloudEvents {

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
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", id);
    put(headers, "ce_type", type);
    put(headers, "ce_source", source);
    put(headers, "ce_time", time.toString());
    put(headers, "content-type", "application/json");
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
