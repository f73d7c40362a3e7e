package dev.tunewatch.crawler.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 without asking the security providers for it each time, which costs as much again. */
public final class Sha256 {

  /** Each is fresh again once it gave a digest. */
  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::fresh);

  private Sha256() {}

  /** The digest, 32 bytes. */
  public static byte[] of(byte[] content) {
    return DIGEST.get().digest(content);
  }

  /** Lower-case hex of the digest. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }

  /** The first so many of the 64 digits of {@link #hex} of a text in UTF-8. */
  public static String hex(String text, int digits) {
    byte[] digest = of(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, digits / 2);
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
