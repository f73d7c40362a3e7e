package dev.tunewatch.alerts.notify.http;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a channel wants to have posted.
 *
 * @param contentType of the body
 * @param body as it is sent
 * @param headers beside those that every call has
 */
public record Post(String contentType, byte[] body, Map<String, String> headers) {

  public Post {
    body = body.clone();
    headers = Map.copyOf(headers);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Post that
        && contentType.equals(that.contentType)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }

  /** Without headers and body: they may hold a secret and hub text. */
  @Override
  public String toString() {
    return "Post[" + contentType + ", " + body.length + " bytes]";
  }
}
