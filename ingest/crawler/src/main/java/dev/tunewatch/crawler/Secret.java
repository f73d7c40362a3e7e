package dev.tunewatch.crawler;

/** A text that must not be seen: it is handed to the hub and nowhere else. */
public final class Secret {

  private final String value;

  /**
   * Wraps a secret.
   *
   * @throws IllegalArgumentException if it is blank or not fit for a header
   */
  public Secret(String value) {
    String stripped = value.strip();
    if (stripped.isEmpty() || !stripped.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("a token is printable ASCII without spaces");
    }
    this.value = stripped;
  }

  /** The secret itself. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
