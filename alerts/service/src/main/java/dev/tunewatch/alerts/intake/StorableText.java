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
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Decodes an assessment such that a database can hold it. Quotes are a stranger's text: a NUL or
 * half a surrogate pair in it is legal JSON but no PostgreSQL text, and must not be a way to keep
 * an alert from being told. Each such character becomes U+FFFD.
 */
final class StorableText {

  private static final Pattern SUSPECT = Pattern.compile("\\\\u(0000|[dD][89a-fA-F])");

  private StorableText() {}

  static Assessment decode(byte[] bytes) throws MalformedEvent {
    // Only an escape can bring such a character: raw ones are malformed JSON or UTF-8.
    if (!SUSPECT.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find()) {
      return AssessmentCodec.decode(bytes);
    }
    try {
      JsonNode clean = clean(EventJson.mapper().readTree(bytes));
      return AssessmentCodec.decode(EventJson.mapper().writeValueAsBytes(clean));
    } catch (IOException e) {
      throw new MalformedEvent("not JSON", e);
    }
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
