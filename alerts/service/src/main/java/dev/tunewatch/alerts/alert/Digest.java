package dev.tunewatch.alerts.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in RFC 4648 base 32, lower case: short, fit for addresses and double-click. */
public final class Digest {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Digest() {}

  /**
   * The leading characters of a text's digest.
   *
   * @param characters 1 to 51, five bits each
   */
  public static String base32(String text, int characters) {
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder encoded = new StringBuilder(characters);
    int bits = 0;
    int held = 0;
    for (int next = 0; encoded.length() < characters; ) {
      if (held < 5) {
        bits = ((bits << 8) | (hash[next++] & 0xFF)) & 0xFFFF;
        held += 8;
      }
      encoded.append(ALPHABET.charAt((bits >> (held - 5)) & 0x1F));
      held -= 5;
    }
    return encoded.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
