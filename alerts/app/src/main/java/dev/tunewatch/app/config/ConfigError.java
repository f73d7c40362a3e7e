package dev.tunewatch.app.config;

/** A configuration that is refused; its message is one line that says where and what instead. */
public final class ConfigError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what is wrong. */
  public ConfigError(String message) {
    super(message);
  }
}
