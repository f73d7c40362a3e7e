package dev.tunewatch.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines of bytes, none of which may fill the memory. */
final class BoundedLines {

  private final InputStream in;
  private final int maxBytes;
  private final byte[] chunk = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 16);
  private int from;
  private int to;
  private long number;
  private boolean tooLong;
  private boolean ended;

  BoundedLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Goes to the next line; whether there is one. */
  boolean next() throws IOException {
    line.reset();
    tooLong = false;
    boolean any = false;
    while (!ended) {
      if (from == to) {
        to = in.read(chunk);
        from = 0;
        if (to < 0) {
          ended = true;
          break;
        }
      }
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      any = true;
      take(end - from);
      boolean complete = end < to;
      from = complete ? end + 1 : end;
      if (complete) {
        break;
      }
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

  /** Whether the line is longer than allowed. */
  boolean tooLong() {
    return tooLong;
  }

  private void take(int length) {
    int room = maxBytes - line.size();
    tooLong |= length > room;
    line.write(chunk, from, Math.min(length, room));
  }
}
