package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import io.javalin.http.Context;
import java.io.UncheckedIOException;

/** Writing answers. */
final class Json {

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return EventJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static void answer(Context http, Object value) {
    http.contentType("application/json").result(bytes(value));
  }

  static void answer(Context http, Problem problem) {
    http.status(problem.status()).contentType("application/problem+json").result(bytes(problem));
  }
}
