package dev.tunewatch.crawler.hub.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.hub.MalformedRecord;
import java.io.IOException;

/** Bytes to a JSON object, bounded in depth and size; duplicate keys are refused. */
public final class RecordJson {

  /** A recorded card of 10 MB must still be read, then bounded. */
  static final int MAX_STRING = 24 * 1024 * 1024;

  static final int MAX_DEPTH = 100;
  static final int MAX_NUMBER = 100;

  /** A list of 200,000 files has fewer; of {@code [{},{},…} each three bytes become a hundred. */
  static final int MAX_TOKENS = 1_000_000;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxNumberLength(MAX_NUMBER)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private RecordJson() {}

  /**
   * Reads one object.
   *
   * @throws MalformedRecord if it is anything else; the message may quote a token of it
   */
  public static ObjectNode read(byte[] bytes) throws MalformedRecord {
    try {
      JsonNode json = READER.readValue(bytes);
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedRecord("not a JSON object");
    } catch (JsonProcessingException notJson) {
      throw new MalformedRecord(bounded(notJson.getOriginalMessage()));
    } catch (IOException | RuntimeException notJson) {
      throw new MalformedRecord("not JSON: " + notJson.getClass().getSimpleName());
    }
  }

  /** The parser quotes a field name or a token at most; still, not more than a line of it. */
  private static String bounded(String message) {
    return message.length() <= 200 ? message : message.substring(0, 200) + "…";
  }
}
