package dev.tunewatch.alerts.subscription;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A text that only its receiver may see; it never appears in logs, errors or the API. */
public final class Secret {

  private final String text;

  /** Keeps it. */
  public Secret(String text) {
    this.text = text;
  }

  /** The text, for the store, the call that needs it, and the one answer that shows it. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
