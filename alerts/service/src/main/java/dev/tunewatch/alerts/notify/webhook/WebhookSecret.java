package dev.tunewatch.alerts.notify.webhook;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What signs the messages of one subscription: 24 to 64 bytes, written {@code whsec_} and base 64,
 * as Standard Webhooks asks. It never appears in logs.
 */
public final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int LEAST = 24;
  private static final int MOST = 64;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    if (key.length < LEAST || key.length > MOST) {
      throw new IllegalArgumentException("a secret has " + LEAST + " to " + MOST + " bytes");
    }
    this.key = key.clone();
  }

  /**
   * Reads {@code whsec_…}.
   *
   * @throws IllegalArgumentException if it is not of that form; the message does not repeat it
   */
  public static WebhookSecret parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() > 200) {
      throw new IllegalArgumentException("a secret starts with " + PREFIX);
    }
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      // Its message would show a character of the secret.
      throw new IllegalArgumentException("a secret is " + PREFIX + " and base 64");
    }
    return new WebhookSecret(decoded);
  }

  /** A new one of 32 bytes. */
  public static WebhookSecret random(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new WebhookSecret(bytes);
  }

  /** The signing key. */
  public byte[] key() {
    return key.clone();
  }

  /** The written form, for the store and for the one answer that shows it. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebhookSecret that && MessageDigest.isEqual(key, that.key);
  }

  @Override
  public int hashCode() {
    return WebhookSecret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
