package dev.tunewatch.bus;

import org.jspecify.annotations.Nullable;

/** Kafka did not answer, or refused what an installation needs. */
public final class KafkaUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what was tried; the cause says why it failed. */
  public KafkaUnavailable(String tried, @Nullable Throwable cause) {
    super(cause == null ? tried : tried + ": " + cause.getMessage(), cause);
  }
}
