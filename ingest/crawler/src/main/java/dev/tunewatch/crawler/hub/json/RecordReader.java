package dev.tunewatch.crawler.hub.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records while a parser passes over them, as leniently and as bounded as {@link Fields}
 * reads a tree, and as strictly as {@link RecordJson} about what is JSON: an object that names a
 * field twice is refused, also within what nobody asks for. No tree is built, which was a quarter
 * of the CPU time of a backfill.
 *
 * <p>Each method that reads a value begins at its first token and ends at its last one.
 */
public final class RecordReader {

  private final JsonParser parser;
  private final Distinct list = new Distinct();

  /** The names of the objects that are open, by depth; kept for the next ones. */
  private final List<Distinct> names = new ArrayList<>();

  private int depth;

  /** Reads what that parser gives, which is bounded like {@link RecordJson}'s. */
  public RecordReader(JsonParser parser) {
    this.parser = parser;
  }

  /** At the beginning of an object that was read before. */
  public static RecordReader of(ObjectNode json) throws IOException {
    JsonParser parser = json.traverse();
    parser.nextToken();
    return new RecordReader(parser);
  }

  /** Enters the value at hand if it is an object; else passes over it. */
  public boolean entersObject() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      skip();
      return false;
    }
    if (depth == names.size()) {
      names.add(new Distinct());
    }
    depth++;
    return true;
  }

  /**
   * The name of the next field of the object that was entered last, whose value is then at hand;
   * null, and the object is left, where there is none.
   */
  public @Nullable String nextField() throws IOException {
    String name = parser.nextFieldName();
    Distinct met = names.get(depth - 1);
    if (name == null) {
      met.clear();
      depth--;
      return null;
    }
    if (!met.add(name)) {
      throw new JsonParseException(parser, "Duplicate field '" + name + "'");
    }
    parser.nextToken();
    return name;
  }

  /** Enters the value at hand if it is a list; else passes over it. */
  public boolean entersList() throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      skip();
      return false;
    }
    return true;
  }

  /** Whether the list that was entered last has another element, which is then at hand. */
  public boolean hasNext() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Whether the value at hand is a list. */
  public boolean isAtList() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether the value at hand is true or false. */
  public boolean isAtFlag() {
    return parser.currentToken().isBoolean();
  }

  /** Whether the value at hand is null. */
  public boolean isAtNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** A text as it is; null, and the value is passed over, where it is none. */
  public @Nullable String plainText() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      skip();
      return null;
    }
    return parser.getText();
  }

  /** As {@link Fields#text}. */
  public @Nullable String text() throws IOException {
    String text = plainText();
    return text == null ? null : Fields.bounded(text);
  }

  /** As {@link Fields#texts}. */
  public List<String> texts() throws IOException {
    return texts(Fields.MAX_ELEMENTS);
  }

  /** The same, no more than that many. */
  public List<String> texts(int most) throws IOException {
    list.clear();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      addScalar();
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (list.size() < most) {
          addScalar();
        } else {
          skip();
        }
      }
    }
    return list.toList();
  }

  /** As {@link Fields#count}. */
  public @Nullable Long count() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      skip();
      return null;
    }
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER || parser.getLongValue() < 0) {
      return null;
    }
    return parser.getLongValue();
  }

  /** As {@link Fields#flag}. */
  public @Nullable Boolean flag() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> {
        skip();
        yield null;
      }
    };
  }

  /** As {@link Fields#time}. */
  public @Nullable Instant time() throws IOException {
    return Fields.time(text());
  }

  /** Passes over the value at hand, which must be as well made as if it were wanted. */
  public void skip() throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        entersObject();
        while (nextField() != null) {
          skip();
        }
      }
      case START_ARRAY -> {
        while (hasNext()) {
          skip();
        }
      }
      case VALUE_STRING -> {
        if (parser.getTextLength() > RecordJson.MAX_STRING) {
          throw new JsonParseException(parser, "a text is too long");
        }
      }
      default -> {}
    }
  }

  private void addScalar() throws IOException {
    String text =
        switch (parser.currentToken()) {
          case VALUE_STRING -> Fields.bounded(parser.getText());
          case VALUE_TRUE -> "yes";
          case VALUE_FALSE -> "no";
          case VALUE_NUMBER_INT -> Fields.bounded(parser.getNumberValue().toString());
          case VALUE_NUMBER_FLOAT -> Fields.bounded(NumberOutput.toString(parser.getDoubleValue()));
          default -> {
            skip();
            yield null;
          }
        };
    if (text != null) {
      list.add(text);
    }
  }
}
