package dev.tunewatch.crawler.simulated.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back, before the edge writes it; nobody compares two answers. */
@SuppressWarnings("ArrayRecordComponent")
public record HubAnswer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

  private static final String JSON = "application/json; charset=utf-8";
  private static final int MAX_HEADER = 1024;

  public HubAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An answer that is delivered as it should be. */
  public HubAnswer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, Delivery.WHOLE);
  }

  public static HubAnswer json(byte[] body) {
    return new HubAnswer(200, Map.of("Content-Type", JSON), body);
  }

  public static HubAnswer empty(int status) {
    return new HubAnswer(status, Map.of(), new byte[0]);
  }

  /** An error in the hub's form: the message in the body and in {@code X-Error-Message}. */
  public static HubAnswer error(int status, String message) {
    String body = JsonNodeFactory.instance.objectNode().put("error", message).toString();
    return new HubAnswer(
            status, Map.of("Content-Type", JSON), body.getBytes(StandardCharsets.UTF_8))
        .with("X-Error-Message", headerSafe(message));
  }

  /** An error that the hub also names by a code, {@code X-Error-Code}. */
  public static HubAnswer error(int status, String code, String message) {
    return error(status, message).with("X-Error-Code", code);
  }

  public HubAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HubAnswer(status, more, body, delivery);
  }

  /** The same without a header. */
  public HubAnswer without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new HubAnswer(status, fewer, body, delivery);
  }

  /** The same with another body. */
  public HubAnswer withBody(byte[] other) {
    return new HubAnswer(status, headers, other, delivery);
  }

  /** The same, sent in another way. */
  public HubAnswer delivered(Delivery other) {
    return new HubAnswer(status, headers, body, other);
  }

  /** Whether this is JSON that was found. */
  public boolean isJson() {
    return status == 200 && body.length > 0 && JSON.equals(headers.get("Content-Type"));
  }

  // Messages quote the request, and a request must not be able to write headers.
  private static String headerSafe(String message) {
    String cut = message.length() <= MAX_HEADER ? message : message.substring(0, MAX_HEADER);
    return cut.replaceAll("[^ -~]", "?");
  }
}
