package dev.tunewatch.detect.b6;

import java.util.Locale;

/** Forms of names that programs give and people do not. */
enum NameShape {
  /** A name as people give it. */
  SPOKEN,
  /** Seconds since 1970 at the end, {@code model-1712345678}. */
  TIMESTAMP,
  /** {@code 8-4-4-4-12} hexadecimal digits. */
  UUID,
  /** {@code c} and 24 letters or digits, as the library of that name makes them. */
  CUID,
  /** {@code omega_} and five letters or digits. */
  MINER;

  private static final int[] UUID_GROUPS = {8, 4, 4, 4, 12};

  /** The form of a model's name. */
  static NameShape of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    if (endsInSeconds(name)) {
      return TIMESTAMP;
    }
    if (endsInUuid(name)) {
      return UUID;
    }
    int from = Math.max(name.lastIndexOf('-'), name.lastIndexOf('_')) + 1;
    if (name.length() - from == 25 && name.charAt(from) == 'c' && isMixed(name, from)) {
      return CUID;
    }
    boolean miner = name.startsWith("omega_") && name.length() == 11 && isWord(name, 6);
    return miner ? MINER : SPOKEN;
  }

  /** How much of a name of this form a person gave, separators at its end left out. */
  int spoken(String model) {
    int end =
        switch (this) {
          case SPOKEN -> model.length();
          case TIMESTAMP -> model.length() - 10;
          case UUID -> model.length() - 36;
          case CUID -> model.length() - 25;
          case MINER -> model.indexOf('_');
        };
    while (end > 0 && "-_. ".indexOf(model.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean endsInSeconds(String name) {
    int from = name.length() - 10;
    if (from < 1 || "-_".indexOf(name.charAt(from - 1)) < 0 || name.charAt(from) != '1') {
      return false;
    }
    char second = name.charAt(from + 1);
    boolean digits = name.substring(from).chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && (second == '6' || second == '7');
  }

  private static boolean endsInUuid(String name) {
    int at = name.length() - 36;
    if (at < 0) {
      return false;
    }
    for (int g = 0; g < UUID_GROUPS.length; g++) {
      for (int end = at + UUID_GROUPS[g]; at < end; at++) {
        if (Character.digit(name.charAt(at), 16) < 0) {
          return false;
        }
      }
      if (g < UUID_GROUPS.length - 1 && name.charAt(at++) != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isMixed(String name, int from) {
    return isWord(name, from)
        && name.substring(from).chars().filter(Character::isDigit).count() > 4;
  }

  private static boolean isWord(String name, int from) {
    return name.substring(from)
        .chars()
        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }
}
