package dev.tunewatch.topology;

import dev.tunewatch.events.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a change came of: {@code release@time}, the release whose record changed and when that was
 * observed. All that comes of one change bears the same, however far away in its family; so
 * subscribers can be told of it once. It is a CloudEvents extension attribute and no part of the
 * value, which must not depend on what came last.
 */
final class Cause {

  static final String HEADER = "ce_cause";

  private static final String UNKNOWN = "";

  private Cause() {}

  static String of(String release, long observedAt) {
    return release + "@" + UtcTime.text(Instant.ofEpochMilli(observedAt));
  }

  static String of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null ? UNKNOWN : new String(header.value(), StandardCharsets.UTF_8);
  }

  static void write(Headers headers, String cause) {
    if (!cause.isEmpty()) {
      headers.remove(HEADER);
      headers.add(HEADER, cause.getBytes(StandardCharsets.UTF_8));
    }
  }
}
