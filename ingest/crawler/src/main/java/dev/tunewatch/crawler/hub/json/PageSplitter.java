package dev.tunewatch.crawler.hub.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cuts a JSON array into the bytes of its elements, so that one bad element spoils nothing but
 * itself and can be kept as it came.
 */
public final class PageSplitter {

  /** A page never asks for more. */
  static final int MOST_ROWS = 20_000;

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

  /**
   * The bytes of each element of an array.
   *
   * @param path names of the objects' fields that lead to it; none where the page is the array
   * @throws MalformedPage if there is no such array, or it does not end
   */
  public static List<byte[]> split(byte[] page, String... path) throws MalformedPage {
    requireUtf8(page);
    List<byte[]> rows = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(page)) {
      parser.nextToken();
      for (String field : path) {
        enter(parser, field);
      }
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw new MalformedPage("a listing page has a JSON array");
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
      for (JsonToken token = parser.nextToken(); token != null; ) {
        token = parser.nextToken(); // a page that is cut off behind its rows is not whole either
      }
      return rows;
    } catch (IOException notJson) {
      throw new MalformedPage("not a whole JSON array: " + notJson.getClass().getSimpleName());
    }
  }

  /**
   * The object beside the rows that says what follows them; the page is read to its end, so that
   * one that was cut off is not taken for the last one.
   *
   * @param path names of the fields that lead to it
   * @throws MalformedPage if there is no such object, or the page does not end
   */
  public static ObjectNode object(byte[] page, String... path) throws MalformedPage {
    try {
      return RecordJson.read(objectBytes(page, path));
    } catch (MalformedRecord notAnObject) {
      throw new MalformedPage("not an object: '" + String.join(".", path) + "'");
    }
  }

  /** The bytes of that object, as they came. */
  public static byte[] objectBytes(byte[] page, String... path) throws MalformedPage {
    requireUtf8(page);
    try (JsonParser parser = FACTORY.createParser(page)) {
      parser.nextToken();
      for (String field : path) {
        enter(parser, field);
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      int to = (int) parser.currentLocation().getByteOffset();
      for (JsonToken token = parser.nextToken(); token != null; ) {
        token = parser.nextToken();
      }
      return Arrays.copyOfRange(page, from, to);
    } catch (IOException notJson) {
      throw new MalformedPage("not a whole page: " + notJson.getClass().getSimpleName());
    }
  }

  /**
   * Numbers beside the rows.
   *
   * @return its value; empty where it is absent or no count
   * @throws MalformedPage if there is no object at the path
   */
  public static OptionalLong count(byte[] page, String field, String... path) throws MalformedPage {
    try (JsonParser parser = FACTORY.createParser(page)) {
      parser.nextToken();
      for (String step : path) {
        enter(parser, step);
      }
      try {
        enter(parser, field);
      } catch (MalformedPage absent) {
        return OptionalLong.empty();
      }
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() >= 0
          ? OptionalLong.of(parser.getLongValue())
          : OptionalLong.empty();
    } catch (IOException notJson) {
      return OptionalLong.empty();
    }
  }

  /**
   * The parser would guess at UTF-16 and UTF-32, of which it does not tell where bytes are.
   *
   * @throws MalformedPage if the page begins like one of these
   */
  static void requireUtf8(byte[] page) throws MalformedPage {
    for (int i = 0; i < Math.min(4, page.length); i++) {
      if (page[i] == 0 || page[i] == (byte) 0xFE || page[i] == (byte) 0xFF) {
        throw new MalformedPage("a listing page is not in UTF-8");
      }
    }
  }

  private static void enter(JsonParser parser, String field) throws IOException, MalformedPage {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedPage("no object around '" + field + "'");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(field);
      parser.nextToken();
      if (found) {
        return;
      }
      parser.skipChildren();
    }
    throw new MalformedPage("no field '" + field + "'");
  }
}
