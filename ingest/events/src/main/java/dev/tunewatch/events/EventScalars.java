package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** How texts and times are written and read in all topics. */
final class EventScalars {

  /** RFC 3339 has four digits for the year, and Kafka's timestamps overflow far beyond them. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private EventScalars() {}

  static SimpleModule module() {
    return new SimpleModule("tunewatch-scalars")
        .addSerializer(String.class, new TextWriter())
        .addDeserializer(Instant.class, new TimeReader());
  }

  /**
   * Reads ISO 8601 with a zone.
   *
   * @throws DateTimeException if it is anything else, or of a year that has no four digits
   */
  static Instant time(String text) {
    Instant usual = UtcTime.parse(text);
    if (usual != null) {
      return usual;
    }
    Instant time = Instant.parse(text);
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new DateTimeException("out of range");
    }
    return time;
  }

  private static final class TextWriter extends StdScalarSerializer<String> {

    private static final long serialVersionUID = 1L;

    TextWriter() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(WellFormed.text(text));
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, String text) {
      return text.isEmpty();
    }
  }

  /** Text only: a bare number could be seconds or milliseconds. */
  private static final class TimeReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    TimeReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
      }
      try {
        return time(json.getText());
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, json.getText(), "no time");
      }
    }
  }
}
