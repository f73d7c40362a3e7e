package dev.tunewatch.crawler.hub.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes headers in the form of GGUF, true ones and others; there are never weights behind them.
 */
public final class GgufFile {

  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private long keys;

  /** A pair whose value is a text. */
  public GgufFile text(String key, String value) {
    key(key, 8);
    string(pairs, value);
    return this;
  }

  /** A pair whose value is a 32-bit count. */
  public GgufFile count(String key, int value) {
    key(key, 4);
    number(pairs, value, 4);
    return this;
  }

  /** A pair whose value is a list of texts. */
  public GgufFile texts(String key, String... values) {
    key(key, 9);
    number(pairs, 8, 4);
    number(pairs, values.length, 8);
    for (String value : values) {
      string(pairs, value);
    }
    return this;
  }

  /** A key of that type; what follows is up to the caller. */
  public GgufFile key(String key, int type) {
    keys++;
    string(pairs, key);
    number(pairs, type, 4);
    return this;
  }

  /** A bare number. */
  public GgufFile number(long value, int width) {
    number(pairs, value, width);
    return this;
  }

  /** The file. */
  public byte[] bytes() {
    return bytes(keys);
  }

  /** The file, saying that it has so many keys. */
  public byte[] bytes(long said) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    number(file, 3, 4);
    number(file, 0, 8);
    number(file, said, 8);
    file.writeBytes(pairs.toByteArray());
    return file.toByteArray();
  }

  private static void string(ByteArrayOutputStream to, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(to, utf8.length, 8);
    to.writeBytes(utf8);
  }

  private static void number(ByteArrayOutputStream to, long value, int width) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    to.write(all, 0, width);
  }
}
