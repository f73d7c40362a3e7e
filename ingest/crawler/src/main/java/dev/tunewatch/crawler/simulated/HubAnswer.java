package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back, before the edge writes it; nobody compares two answers. */
@SuppressWarnings("ArrayRecordComponent")
record HubAnswer(int status, Map<String, String> headers, byte[] body) {

  private static final String JSON = "application/json; charset=utf-8";
  private static final int MAX_HEADER = 1024;

  HubAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static HubAnswer json(byte[] body) {
    return new HubAnswer(200, Map.of("Content-Type", JSON), body);
  }

  static HubAnswer empty(int status) {
    return new HubAnswer(status, Map.of(), new byte[0]);
  }

  /** An error in the hub's form: the message in the body and in {@code X-Error-Message}. */
  static HubAnswer error(int status, String message) {
    String body = JsonNodeFactory.instance.objectNode().put("error", message).toString();
    return new HubAnswer(
            status, Map.of("Content-Type", JSON), body.getBytes(StandardCharsets.UTF_8))
        .with("X-Error-Message", headerSafe(message));
  }

  /** An error that the hub also names by a code, {@code X-Error-Code}. */
  static HubAnswer error(int status, String code, String message) {
    return error(status, message).with("X-Error-Code", code);
  }

  HubAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HubAnswer(status, more, body);
  }

  // Messages quote the request, and a request must not be able to write headers.
  private static String headerSafe(String message) {
    String cut = message.length() <= MAX_HEADER ? message : message.substring(0, MAX_HEADER);
    return cut.replaceAll("[^ -~]", "?");
  }
}
