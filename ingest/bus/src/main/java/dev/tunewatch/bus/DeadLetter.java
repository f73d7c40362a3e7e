package dev.tunewatch.bus;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, as it came, and why.
 *
 * @param stage who refused it, for example {@code inspect} or {@code ingest.live}
 * @param reason from a small closed set, fit for a metric label, for example {@code malformed}
 * @param error for people, bounded, without payload
 * @param position where it came from, bounded: {@code topic-partition@offset} or an address
 * @param key original key
 * @param value original bytes
 */
public record DeadLetter(
    String stage,
    String reason,
    String error,
    String position,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  private static final String PREFIX = "tw_dl_";
  private static final int MAX_TEXT = 500;

  public DeadLetter {
    error = bounded(error);
    position = bounded(position);
  }

  private static String bounded(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + "…";
  }

  /** Headers that carry the reason beside the original bytes. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(PREFIX + "stage", stage);
    headers.put(PREFIX + "reason", reason);
    headers.put(PREFIX + "error", error);
    headers.put(PREFIX + "position", position);
    return headers;
  }

  /** The record for the dead-letter topic of that full name. */
  public ProducerRecord<byte[], byte[]> toRecord(String topic) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    headers().forEach((name, text) -> record.headers().add(name, bytes(text)));
    return record;
  }

  /** Reads a record of the dead-letter topic; what its headers lack reads as {@code unknown}. */
  @SuppressWarnings(
      "NullAway") // it does not read the annotation of an array-typed record component
  public static DeadLetter of(
      Iterable<Header> headers, byte @Nullable [] key, byte @Nullable [] value) {
    Map<String, String> read = new LinkedHashMap<>();
    for (Header header : headers) {
      if (header.key().startsWith(PREFIX) && header.value() != null) {
        read.put(
            header.key().substring(PREFIX.length()),
            new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return new DeadLetter(
        read.getOrDefault("stage", "unknown"),
        read.getOrDefault("reason", "unknown"),
        read.getOrDefault("error", "unknown"),
        read.getOrDefault("position", "unknown"),
        key,
        value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
