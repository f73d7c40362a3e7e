package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.alert.Digest;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Answers that a client need not read twice. */
final class Etag {

  private Etag() {}

  /** Answers with a validator over the whole body, or with 304 where the client has it. */
  static void answer(Context http, Object value) {
    answer(http, Json.bytes(value), "application/json", "");
  }

  /**
   * The same of bytes.
   *
   * @param prefix of the validator, for those who read more in it than that it is the same
   */
  static void answer(Context http, byte[] body, String type, String prefix) {
    String digest = Digest.base32(new String(body, StandardCharsets.UTF_8), 26);
    String tag = '"' + prefix + digest + '"';
    http.header("ETag", tag).header("Cache-Control", "private, no-cache");
    String known = http.header("If-None-Match");
    if (known != null && (known.equals("*") || known.contains(tag))) {
      http.status(304);
    } else {
      http.contentType(type).result(body);
    }
  }
}
