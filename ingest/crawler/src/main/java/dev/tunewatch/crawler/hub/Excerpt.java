package dev.tunewatch.crawler.hub;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of a text file with the digest of the whole. Invalid UTF-8 is replaced, a byte
 * order mark stays, and no surrogate pair is cut in two.
 *
 * @param text its beginning
 * @param sha256 hex digest of all bytes
 * @param bytes size of the whole
 * @param truncated whether {@code text} is less than the file
 */
public record Excerpt(String text, String sha256, long bytes, boolean truncated) {

  /** Takes at most {@code maxChars} UTF-16 units. */
  public static Excerpt of(byte[] content, int maxChars) {
    String whole = new String(content, StandardCharsets.UTF_8);
    int end = Math.min(whole.length(), maxChars);
    if (end < whole.length() && end > 0 && Character.isHighSurrogate(whole.charAt(end - 1))) {
      end--;
    }
    return new Excerpt(
        whole.substring(0, end), sha256(content), content.length, end < whole.length());
  }

  /** Hex digest. */
  public static String sha256(byte[] content) {
    return Sha256.hex(content);
  }
}
