package dev.tunewatch.alerts.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;

/**
 * Decodes an assessment such that a database can hold it. Quotes are a stranger's text: a NUL or
 * half a surrogate pair in it is legal JSON but no PostgreSQL text, and must not be a way to keep
 * an alert from being told. Each such character becomes U+FFFD.
 */
final class StorableText {

  private StorableText() {}

  static Assessment decode(byte[] bytes) throws MalformedEvent {
    // Only an escape can bring such a character: raw ones are malformed JSON or UTF-8.
    if (!isSuspect(bytes)) {
      return AssessmentCodec.decode(bytes);
    }
    try {
      JsonNode clean = clean(EventJson.mapper().readTree(bytes));
      return AssessmentCodec.decode(EventJson.mapper().writeValueAsBytes(clean));
    } catch (IOException e) {
      throw new MalformedEvent("not JSON", e);
    }
  }

  /** Whether there is a NUL or half of a pair, or what looks like it. */
  private static boolean isSuspect(byte[] bytes) {
    for (int i = 0; i + 5 < bytes.length; i++) {
      if (bytes[i] == '\\' && bytes[i + 1] == 'u') {
        byte first = bytes[i + 2];
        byte second = bytes[i + 3];
        boolean nul = first == '0' && second == '0' && bytes[i + 4] == '0' && bytes[i + 5] == '0';
        boolean half = (first == 'd' || first == 'D') && second >= '8'; // 8, 9, a to f
        if (nul || half) {
          return true;
        }
      }
    }
    return false;
  }

  private static JsonNode clean(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(clean(node.textValue()));
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, clean(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(clean(field.getValue())));
    }
    return node;
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
