package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hub could not be read now; the lane tries again from its checkpoint. */
final class HubUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable DeadLetter letter;

  /** A page that the hub did send and that cannot be taken; the letter is to be kept. */
  HubUnreadable(String reason, Throwable cause, DeadLetter letter) {
    super(reason, cause);
    this.letter = letter;
  }

  HubUnreadable(String reason, Throwable cause) {
    super(reason, cause);
    this.letter = null;
  }

  HubUnreadable(String reason) {
    super(reason);
    this.letter = null;
  }

  /** What the hub sent, where it sent something. */
  Optional<DeadLetter> letter() {
    return Optional.ofNullable(letter);
  }
}
