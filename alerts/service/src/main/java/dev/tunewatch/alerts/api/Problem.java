package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457.
 *
 * @param type {@code about:blank}: the status says the kind
 * @param title the status in words
 * @param status of HTTP
 * @param detail what is wrong, for people; no secret
 * @param field of the request that is wrong, as in JSON or the query
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "field"})
record Problem(String type, String title, int status, String detail, @Nullable String field) {

  static Problem of(int status, String detail) {
    return of(status, detail, null);
  }

  static Problem of(int status, String detail, @Nullable String field) {
    String title =
        switch (status) {
          case 400 -> "Bad Request";
          case 401 -> "Unauthorized";
          case 403 -> "Forbidden";
          case 404 -> "Not Found";
          case 405 -> "Method Not Allowed";
          case 409 -> "Conflict";
          case 412 -> "Precondition Failed";
          case 413 -> "Content Too Large";
          case 422 -> "Unprocessable Content";
          case 429 -> "Too Many Requests";
          case 503 -> "Service Unavailable";
          default -> "Internal Server Error";
        };
    return new Problem("about:blank", title, status, detail, field);
  }
}
