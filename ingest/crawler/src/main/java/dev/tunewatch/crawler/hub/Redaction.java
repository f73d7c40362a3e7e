package dev.tunewatch.crawler.hub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What stands in place of a name that must not be kept: with a key, the same token for the same
 * name, so that repeated uploads can be counted; without one, nothing.
 */
public final class Redaction {

  /** Keeps nothing. */
  public static final Redaction NOTHING = new Redaction(null);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_KEY = 16;
  private static final int TOKEN_CHARS = 32;

  private final byte @Nullable [] key;

  private Redaction(byte @Nullable [] key) {
    this.key = key;
  }

  /**
   * Keeps keyed tokens.
   *
   * @param key a secret of at least 16 characters; whoever has it can test a name against a token
   */
  public static Redaction keyed(String key) {
    byte[] bytes = key.strip().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_KEY) {
      throw new IllegalArgumentException(
          "a redaction key has at least " + LEAST_KEY + " characters");
    }
    return new Redaction(bytes);
  }

  /** The token of a text that the caller has normalised; empty without a key. */
  public Optional<String> token(String purpose, String normalised) {
    byte[] secret = key;
    if (secret == null || normalised.isEmpty()) {
      return Optional.empty();
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] sum = mac.doFinal((purpose + "\n" + normalised).getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(sum).substring(0, TOKEN_CHARS));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return key == null ? "Redaction[nothing kept]" : "Redaction[keyed]";
  }
}
