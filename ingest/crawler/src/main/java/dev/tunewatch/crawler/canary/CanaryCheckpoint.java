package dev.tunewatch.crawler.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.checkpoint.MalformedCheckpoint;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.ReleaseName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The last canary: the row {@code canary/canary} of {@code checkpoints.v1}.
 *
 * @param publishedAt when
 * @param release its name
 * @param published how many there were
 */
record CanaryCheckpoint(Instant publishedAt, ReleaseName release, long published) {

  byte[] encode() {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("v", 1);
    json.put("publishedAt", publishedAt.toString());
    json.put("release", release.key());
    json.put("published", published);
    return bytes(json);
  }

  static CanaryCheckpoint decode(byte[] value) {
    try {
      JsonNode json = EventJson.mapper().readTree(value);
      return new CanaryCheckpoint(
          Instant.parse(json.path("publishedAt").asText()),
          ReleaseName.parse(json.path("release").asText()),
          json.path("published").asLong());
    } catch (IOException | RuntimeException e) {
      throw new MalformedCheckpoint("the canary's checkpoint cannot be read", e);
    }
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
