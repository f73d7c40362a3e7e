package dev.tunewatch.crawler.hub.gguf;

import dev.tunewatch.crawler.hub.gguf.MalformedHeader.Reason;
import java.nio.charset.StandardCharsets;

/**
 * Little-endian values of a file of which only the beginning is at hand. No length or count is
 * believed that the whole file has no room for, so nothing is ever allocated for one that lies.
 */
final class HeaderBytes {

  private final byte[] bytes;
  private final long fileSize;
  private int at;

  /** The bytes at hand ended within a value; the file goes on. */
  static final class AtTheCut extends Exception {

    private static final long serialVersionUID = 1L;

    private AtTheCut() {
      super("the beginning ends here", null, false, false);
    }
  }

  HeaderBytes(byte[] bytes, long fileSize) {
    this.bytes = bytes;
    this.fileSize = Math.max(fileSize, bytes.length);
  }

  /** How much of the file lies behind what was read. */
  long left() {
    return fileSize - at;
  }

  long number(int width) throws AtTheCut, MalformedHeader {
    need(width);
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    at += width;
    return value;
  }

  /** A length or a count; as an unsigned number it may be anything. */
  long bounded(Reason reason, long leastBytesEach) throws AtTheCut, MalformedHeader {
    long value = number(Long.BYTES);
    if (value < 0 || value > left() / leastBytesEach) {
      throw new MalformedHeader(reason);
    }
    return value;
  }

  /** A text of which at most so many bytes are kept; invalid UTF-8 is replaced. */
  String text(int most) throws AtTheCut, MalformedHeader {
    long length = bounded(Reason.LENGTH, 1);
    need(length);
    String text = new String(bytes, at, (int) Math.min(length, most), StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }

  void skip(long length) throws AtTheCut, MalformedHeader {
    need(length);
    at += (int) length;
  }

  private void need(long length) throws AtTheCut, MalformedHeader {
    if (length > left()) {
      throw new MalformedHeader(Reason.TRUNCATED);
    }
    if (length > bytes.length - at) {
      throw new AtTheCut();
    }
  }
}
