package dev.tunewatch.events;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells, eight bytes at a time, whether the UTF-8 form of a text is a JSON text as it stands: ASCII
 * without controls, quotes and backslashes. Nor may there be a question mark, because that is what
 * {@link String#getBytes} makes of an unpaired surrogate.
 */
final class Plain {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private Plain() {}

  static boolean isAll(byte[] utf8) {
    int length = utf8.length;
    if (length < Long.BYTES) {
      for (byte b : utf8) {
        if (b < ' ' || b == '"' || b == '\\' || b == '?') {
          return false;
        }
      }
      return true;
    }
    long odd = odd((long) LONGS.get(utf8, length - Long.BYTES));
    for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
      odd |= odd((long) LONGS.get(utf8, i));
    }
    return odd == 0;
  }

  /** Zero where all eight are plain. */
  private static long odd(long eight) {
    long control = eight - (' ' * ONES);
    return (eight | control | is(eight, '"') | is(eight, '\\') | is(eight, '?')) & HIGH;
  }

  /** Has no high bit where none of the eight is that one. */
  private static long is(long eight, char c) {
    long zero = eight ^ (c * ONES);
    return (zero - ONES) & ~zero;
  }
}
