package dev.tunewatch.crawler.simulated.answer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was sent.
 *
 * @param rawPath the path, still percent-encoded
 * @param rawQuery what stands behind the question mark; empty where there is none
 * @param origin scheme, host and port that the client used, without a slash at the end
 * @param headers by name in lower case
 */
public record HubRequest(
    String method, String rawPath, String rawQuery, String origin, Map<String, String> headers) {

  public HubRequest {
    headers = Map.copyOf(headers);
  }

  /** The decoded segments of the path; a plus is a plus there. */
  public List<String> segments() {
    return Arrays.stream(rawPath.split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> decode(segment.replace("+", "%2B")))
        .toList();
  }

  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  /** The same request without a parameter. */
  public HubRequest without(String parameter) {
    String kept =
        Arrays.stream(rawQuery.split("&"))
            .filter(pair -> !pair.equals(parameter) && !pair.startsWith(parameter + '='))
            .collect(Collectors.joining("&"));
    return new HubRequest(method, rawPath, kept, origin, headers);
  }

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Any bearer token is taken for valid: the simulated hub has one account. */
  public boolean hasToken() {
    String authorization = header("Authorization");
    return authorization != null && authorization.matches("(?i)bearer +\\S.*");
  }

  /** Whether {@code If-None-Match} names this entity tag, compared weakly (RFC 9110, 13.1.2). */
  public boolean alreadyHas(String etag) {
    String known = header("If-None-Match");
    return known != null
        && Arrays.stream(known.split(","))
            .map(String::trim)
            .anyMatch(tag -> tag.equals("*") || opaque(tag).equals(opaque(etag)));
  }

  private static String opaque(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedRequest.badRequest("Invalid percent-encoding");
    }
  }
}
