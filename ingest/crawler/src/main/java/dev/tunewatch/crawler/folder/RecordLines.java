package dev.tunewatch.crawler.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Lines of bytes, none of which may fill the memory, with the digest of all that was read: whoever
 * goes on at a line can tell whether what stood before it is still the same.
 */
final class RecordLines implements AutoCloseable {

  /** A record with a card of 10 MB, escaped, fits. */
  static final int MOST_BYTES = 32 * 1024 * 1024;

  private final InputStream in;
  private final MessageDigest digest = sha256();
  private final byte[] chunk = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 14);
  private int from;
  private int to;
  private long number;
  private boolean tooLong;
  private boolean terminated;
  private boolean ended;

  RecordLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; whether there is one. */
  boolean next() throws IOException {
    line.reset();
    tooLong = false;
    terminated = false;
    boolean any = false;
    while (!ended && !terminated) {
      if (from == to) {
        to = Math.max(0, in.read(chunk));
        from = 0;
        if (to == 0) {
          ended = true;
          break;
        }
      }
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      any = true;
      terminated = end < to;
      take(end - from);
      int next = terminated ? end + 1 : end;
      digest.update(chunk, from, next - from);
      from = next;
    }
    number += any ? 1 : 0;
    return any;
  }

  /** The line without its end; of a line that is too long, its beginning. */
  byte[] bytes() {
    return line.toByteArray();
  }

  /** Counted from 1, blank lines too. */
  long number() {
    return number;
  }

  boolean isBlank() {
    for (byte b : line.toByteArray()) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Whether the line is longer than {@link #MOST_BYTES}. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether the line has its end; one without may still be written. */
  boolean isTerminated() {
    return terminated;
  }

  /** SHA-256 of everything up to here, in hex. */
  String digest() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void take(int length) {
    int room = MOST_BYTES - line.size();
    tooLong |= length > room;
    line.write(chunk, from, Math.min(length, room));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
