package dev.tunewatch.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in UTF-8 straight into an array. The bytes are those that the mapper writes; a
 * general generator made a record half as dear again, and looking at each character of the many
 * texts that need no escape took half of what was left.
 */
final class Utf8Json {

  private static final byte[] HEX = ascii("0123456789ABCDEF");
  private static final byte[] LEAST = ascii("-9223372036854775808");

  private byte[] bytes;
  private int end;

  /**
   * Nothing is written.
   *
   * @param usual how many bytes there will be, most of the time
   */
  Utf8Json(int usual) {
    bytes = new byte[usual];
  }

  /** A field's name with what stands around it. */
  static byte[] name(String plain) {
    return ascii("\"" + plain + "\":");
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, end);
  }

  /** Begins an object. */
  void open() {
    put((byte) '{');
  }

  /** Ends an object. */
  void close() {
    put((byte) '}');
  }

  /** A field's name, and a comma where it is not the first of its object. */
  void field(byte[] name) {
    if (bytes[end - 1] != '{') {
      put((byte) ',');
    }
    raw(name);
  }

  /** JSON as it stands. */
  void raw(byte[] json) {
    reserve(json.length);
    System.arraycopy(json, 0, bytes, end, json.length);
    end += json.length;
  }

  void text(byte[] name, @Nullable String text) {
    if (text != null) {
      field(name);
      text(text);
    }
  }

  void time(byte[] name, @Nullable Instant time) {
    if (time != null) {
      field(name);
      reserve(2);
      bytes[end++] = '"';
      raw(UtcTime.utf8(time));
      put((byte) '"');
    }
  }

  void number(byte[] name, @Nullable Long number) {
    if (number != null) {
      field(name);
      number(number);
    }
  }

  /** A list, nothing where it is empty. */
  void texts(byte[] name, List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    field(name);
    put((byte) '[');
    for (int i = 0; i < texts.size(); i++) {
      next(i);
      text(texts.get(i));
    }
    put((byte) ']');
  }

  /** Begins a list. */
  void openList() {
    put((byte) '[');
  }

  /** Before the element of that number. */
  void next(int element) {
    if (element > 0) {
      put((byte) ',');
    }
  }

  /** Ends a list. */
  void closeList() {
    put((byte) ']');
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == text.length() && Plain.isAll(utf8)) {
      reserve(utf8.length + 2);
      bytes[end++] = '"';
      raw(utf8);
      bytes[end++] = '"';
    } else {
      escaping(WellFormed.text(text));
    }
  }

  private void escaping(String text) {
    // No character takes more than six bytes.
    reserve(6 * text.length() + 2);
    bytes[end++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        ascii(c);
      } else if (c < 0x800) {
        put2(0xC0 | c >> 6, c);
      } else if (Character.isSurrogate(c)) {
        escaped(c); // of a pair each half by itself, as the mapper does
      } else {
        bytes[end++] = (byte) (0xE0 | c >> 12);
        put2(0x80 | (c >> 6 & 0x3F), c);
      }
    }
    bytes[end++] = '"';
  }

  private void put2(int lead, int last) {
    bytes[end++] = (byte) lead;
    bytes[end++] = (byte) (0x80 | (last & 0x3F));
  }

  private void ascii(char c) {
    if (c >= ' ' && c != '"' && c != '\\') {
      bytes[end++] = (byte) c;
      return;
    }
    bytes[end++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[end++] = (byte) c;
      case '\b' -> bytes[end++] = 'b';
      case '\t' -> bytes[end++] = 't';
      case '\n' -> bytes[end++] = 'n';
      case '\f' -> bytes[end++] = 'f';
      case '\r' -> bytes[end++] = 'r';
      default -> {
        end--;
        escaped(c);
      }
    }
  }

  private void escaped(char c) {
    bytes[end++] = '\\';
    bytes[end++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[end++] = HEX[c >> shift & 15];
    }
  }

  private void number(long number) {
    if (number == Long.MIN_VALUE) {
      raw(LEAST);
      return;
    }
    reserve(20);
    long rest = Math.abs(number);
    if (number < 0) {
      bytes[end++] = '-';
    }
    int digits = 1;
    for (long more = rest; more >= 10; more /= 10) {
      digits++;
    }
    for (int i = end + digits - 1; i >= end; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    end += digits;
  }

  private void put(byte b) {
    reserve(1);
    bytes[end++] = b;
  }

  private void reserve(int more) {
    if (bytes.length - end < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
