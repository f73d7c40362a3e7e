package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tunewatch.crawler.hub.MalformedPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a JSON array into the bytes of its elements, so that one bad element spoils nothing but
 * itself and can be kept as it came.
 */
final class PageSplitter {

  /** A page never asks for more. */
  private static final int MOST_ROWS = 20_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100_000)
                  .maxStringLength(64 * 1024 * 1024)
                  .maxNumberLength(10_000)
                  .build())
          .build();

  private PageSplitter() {}

  static List<byte[]> split(byte[] page) throws MalformedPage {
    List<byte[]> rows = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(page)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new MalformedPage("a listing page is a JSON array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (rows.size() >= MOST_ROWS) {
          throw new MalformedPage("more than " + MOST_ROWS + " rows");
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          parser.getTextLength(); // a scalar is lexed only when it is asked for
        }
        int to = (int) parser.currentLocation().getByteOffset();
        rows.add(Arrays.copyOfRange(page, from, to));
      }
      return rows;
    } catch (IOException notJson) {
      throw new MalformedPage("not a whole JSON array: " + notJson.getClass().getSimpleName());
    }
  }
}
