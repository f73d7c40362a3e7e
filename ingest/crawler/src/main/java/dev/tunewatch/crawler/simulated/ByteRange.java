package dev.tunewatch.crawler.simulated;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Range} header with one range of bytes (RFC 9110, 14.1.2). */
record ByteRange(long first, long last) {

  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

  /** Whether the file has a byte in the range. */
  boolean satisfiable() {
    return first <= last;
  }

  /**
   * The bytes that a header asks of a file; null where the header is to be ignored: not one range
   * of bytes, or upside down.
   */
  static @Nullable ByteRange of(String header, long length) {
    Matcher range = ONE_RANGE.matcher(header.trim());
    if (!range.matches()) {
      return null;
    }
    String from = range.group(1);
    String to = range.group(2);
    if (from.isEmpty() && to.isEmpty()) {
      return null;
    }
    if (from.isEmpty()) {
      long suffix = Math.min(Long.parseLong(to), length);
      return new ByteRange(length - suffix, length - 1);
    }
    long first = Long.parseLong(from);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return null;
    }
    long last = to.isEmpty() ? length - 1 : Math.min(Long.parseLong(to), length - 1);
    return new ByteRange(first, last);
  }
}
